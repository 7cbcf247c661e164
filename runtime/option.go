package oslo

import "fmt"

// Option is an option of both a client and a server.
type Option interface {
	ClientOption
	ServerOption
}

// ClientOption changes a client, at [NewClient] or by [Client.With].
type ClientOption interface{ applyClient(c *Client) }

// ServerOption changes a server, at [NewServer].
type ServerOption interface{ applyServer(s *Server) }

type clientOption func(*Client)

func (f clientOption) applyClient(c *Client) { f(c) }

type serverOption func(*Server)

func (f serverOption) applyServer(s *Server) { f(s) }

// option is an [Option].
type option struct {
	clientOption
	serverOption
}

// WithSerializer sets the serializer of arguments, results and request contexts.
func WithSerializer(z Serializer) Option {
	return option{
		func(c *Client) { c.serializer = z },
		func(s *Server) { s.serializer = z },
	}
}

// notNegative returns an error that names the option if n is negative.
func notNegative[T ~int | ~int64](name string, n T) error {
	if n < 0 {
		return fmt.Errorf("%s(%v): want 0, which is the default, or more", name, n)
	}
	return nil
}
