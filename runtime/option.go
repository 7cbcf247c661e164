package oslo

// Option is an option of both a client and a server.
type Option interface {
	ClientOption
	ServerOption
}

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
