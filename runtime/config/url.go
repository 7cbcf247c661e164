package config

import (
	"github.com/oslogen/oslogen/runtime/transport"
)

// URL is the text of a transport URL. It is printed and marshalled without its
// passwords. string(u) contains them.
type URL string

// String returns the URL with its passwords hidden.
func (u URL) String() string {
	parsed, err := transport.ParseURL(string(u))
	switch {
	case u == "":
		return ""
	case err != nil:
		return "***"
	}
	return parsed.String()
}

// GoString keeps passwords out of %#v.
func (u URL) GoString() string { return `config.URL("` + u.String() + `")` }

// MarshalText keeps passwords out of logs and JSON.
func (u URL) MarshalText() ([]byte, error) { return []byte(u.String()), nil }
