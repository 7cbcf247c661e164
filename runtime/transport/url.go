package transport

import (
	"fmt"
	"log/slog"
	"maps"
	"net"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What a transport URL leaves out.
const (
	defaultHostname    = "localhost"
	defaultPort        = 5672
	defaultCredential  = "guest" // each half of user:password separately
	defaultVirtualHost = "/"
)

// What a transport URL may hold at most. Python has no such limits; a longer
// host name or virtual host would be refused by DNS or AMQP.
const (
	maxURL         = 64 << 10 // bytes
	maxHosts       = 256
	maxHostname    = 255 // bytes
	maxVirtualHost = 255 // bytes, an AMQP short string
)

// URL is a transport URL with every default filled in:
//
//	driver://[user:pass@]host:port[,[userN:passN@]hostN:portN]/virtual_host?query
//
// [ParseURL] makes one. Source: oslo_messaging.TransportURL.
type URL struct {
	// Scheme selects the driver, in lower case and with its suffix, as in "kombu+amqp".
	Scheme string
	// Hosts are the brokers to choose from, at least one, in the order written.
	Hosts []Host
	// VirtualHost is "/" unless the URL names another.
	VirtualHost string
	// Query overrides driver options by name; nil if there is none. The values
	// of a repeated name are joined with ",".
	Query map[string]string
}

// Host is one broker of a transport URL. Source: oslo_messaging.TransportHost.
type Host struct {
	Hostname string // or an address, an IPv6 one without brackets; "localhost" by default
	Port     int    // 5672 by default, also with TLS
	Username string // "guest" by default
	Password string // "guest" by default; never another host's
}

// ParseURL reads a transport URL as oslo.messaging does. The authority is split
// at every comma, each host at its last "@", its credentials at their first ":"
// and then percent-decoded; so a comma or slash in a password must be
// percent-encoded. A fragment is dropped. Errors are *InvalidURLError.
//
// Where 14.0.3 and 18.1.0 differ it takes what either can read: an empty port as
// the default one (14.0.3) and an IPv6 address without brackets (18.1.0). Stricter
// than both, it refuses what could only fail later: a port that is not 0 to 65535
// in digits (0 is the default one), blanks and stray brackets in a host name,
// NUL in credentials, and what is too long.
func ParseURL(s string) (*URL, error) {
	if len(s) > maxURL || !utf8.ValidString(s) {
		return nil, &InvalidURLError{"text", fmt.Sprintf("want at most %d bytes of UTF-8", maxURL)}
	}
	scheme, authority, path, query, err := splitURL(s)
	if err != nil {
		return nil, err
	}
	u := &URL{Scheme: scheme, VirtualHost: defaultVirtualHost, Query: parseQuery(query)}
	if vhost, ok := strings.CutPrefix(path, "/"); ok && vhost != "" {
		u.VirtualHost = unquote(vhost)
	}
	if len(u.VirtualHost) > maxVirtualHost {
		return nil, &InvalidURLError{"virtual host", fmt.Sprintf("want at most %d bytes", maxVirtualHost)}
	}
	if u.Hosts, err = parseHosts(authority); err != nil {
		return nil, err
	}
	return u, nil
}

// Unredacted returns the URL's text with its passwords. [ParseURL] reads an equal
// URL from it.
func (u *URL) Unredacted() string {
	return u.text(func(h Host) string { return quote(h.Username, "") + ":" + quote(h.Password, "") }, quote)
}

// String returns the URL's text with its passwords hidden, and with them what
// may be the rest of a password that was not percent-encoded: a user without a
// password, and a virtual host or query value with an "@" in it.
func (u *URL) String() string {
	const hidden = "***"
	credentials := func(h Host) string {
		if h.Password == defaultCredential && h.Username != defaultCredential {
			return hidden
		}
		return quote(h.Username, "") + ":" + hidden
	}
	return u.text(credentials, func(s, safe string) string {
		if strings.Contains(s, "@") {
			return hidden
		}
		return quote(s, safe)
	})
}

// LogValue makes slog print the URL without its passwords.
func (u *URL) LogValue() slog.Value { return slog.StringValue(u.String()) }

// MixedCredentials reports whether some hosts are logged in to as guest/guest and
// others not: most likely the credentials of the first were meant for all.
func (u *URL) MixedCredentials() bool {
	guests := 0
	for _, h := range u.Hosts {
		if h.Username == defaultCredential && h.Password == defaultCredential {
			guests++
		}
	}
	return guests > 0 && guests < len(u.Hosts)
}

// Address returns "hostname:port", an IPv6 address in brackets.
func (h Host) Address() string { return net.JoinHostPort(h.Hostname, strconv.Itoa(h.Port)) }

// String returns the host's address, without its credentials.
func (h Host) String() string { return h.Address() }

// GoString keeps the password out of %#v.
func (h Host) GoString() string { return fmt.Sprintf("transport.Host(%q)", h.Address()) }

// MarshalText keeps the password out of JSON, and so out of structured logs.
func (h Host) MarshalText() ([]byte, error) { return []byte(h.Address()), nil }

// text prints the URL; credentials and other print what is to be quoted or hidden.
func (u *URL) text(credentials func(Host) string, other func(s, safe string) string) string {
	var b strings.Builder
	b.WriteString(u.Scheme + "://")
	for i, h := range u.Hosts {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(credentials(h) + "@" + h.Address())
	}
	b.WriteByte('/')
	if u.VirtualHost != defaultVirtualHost {
		b.WriteString(other(u.VirtualHost, "/"))
	}
	separator := byte('?')
	for _, name := range slices.Sorted(maps.Keys(u.Query)) {
		b.WriteByte(separator)
		b.WriteString(other(name, "") + "=" + other(u.Query[name], ""))
		separator = '&'
	}
	return b.String()
}

// splitURL takes a URL apart as Python's urlsplit does, which forgives control
// characters before it and line breaks within.
func splitURL(s string) (scheme, authority, path, query string, err error) {
	s = strings.TrimLeftFunc(s, func(r rune) bool { return r <= ' ' })
	s = strings.NewReplacer("\t", "", "\r", "", "\n", "").Replace(s)
	scheme, rest, ok := strings.Cut(s, ":")
	if !ok || !isScheme(scheme) {
		return "", "", "", "", &InvalidURLError{"scheme", `missing; want one such as "rabbit://"`}
	}
	if after, ok := strings.CutPrefix(rest, "//"); ok {
		end := strings.IndexAny(after, "/?#")
		if end < 0 {
			end = len(after)
		}
		authority, rest = after[:end], after[end:]
	}
	rest, _, _ = strings.Cut(rest, "#")
	path, query, _ = strings.Cut(rest, "?")
	return strings.ToLower(scheme), authority, path, query, nil
}

func isScheme(s string) bool {
	for i, c := range []byte(s) {
		letter := 'a' <= c|0x20 && c|0x20 <= 'z'
		if !letter && (i == 0 || !strings.ContainsRune("0123456789+-.", rune(c))) {
			return false
		}
	}
	return s != ""
}

func parseHosts(authority string) ([]Host, error) {
	var hosts []Host
	for piece := range strings.SplitSeq(authority, ",") {
		if piece == "" {
			continue
		}
		if len(hosts) == maxHosts {
			return nil, &InvalidURLError{"hosts", fmt.Sprintf("want at most %d", maxHosts)}
		}
		h, err := parseHost(piece)
		if err != nil {
			err.Part = fmt.Sprintf("%s of host %d", err.Part, len(hosts)+1)
			return nil, err
		}
		hosts = append(hosts, h)
	}
	if len(hosts) == 0 {
		hosts = []Host{{defaultHostname, defaultPort, defaultCredential, defaultCredential}}
	}
	return hosts, nil
}

func parseHost(piece string) (Host, *InvalidURLError) {
	h := Host{Username: defaultCredential, Password: defaultCredential}
	if at := strings.LastIndexByte(piece, '@'); at >= 0 {
		user, password, _ := strings.Cut(piece[:at], ":")
		piece = piece[at+1:]
		if user != "" {
			h.Username = unquote(user)
		}
		if password != "" {
			h.Password = unquote(password)
		}
	}
	if strings.Contains(h.Username+h.Password, "\x00") {
		return h, &InvalidURLError{"credentials", "NUL can't be sent to a broker"}
	}
	name, port, err := splitHostPort(piece)
	if err != nil {
		return h, err
	}
	if h.Hostname, err = parseHostname(name); err != nil {
		return h, err
	}
	h.Port, err = parsePort(port)
	return h, err
}

func splitHostPort(s string) (name, port string, err *InvalidURLError) {
	if inner, ok := strings.CutPrefix(s, "["); ok {
		name, after, closed := strings.Cut(inner, "]")
		port, ok := strings.CutPrefix(after, ":")
		if !closed || !isIPv6(name) || !ok && after != "" {
			return "", "", &InvalidURLError{"address", "want [IPv6] or [IPv6]:port"}
		}
		return name, port, nil
	}
	if isIPv6(s) {
		return s, "", nil
	}
	name, port, _ = strings.Cut(s, ":")
	return name, port, nil
}

func isIPv6(s string) bool {
	addr, err := netip.ParseAddr(s)
	return err == nil && addr.Is6()
}

func parseHostname(s string) (string, *InvalidURLError) {
	switch {
	case s == "":
		return defaultHostname, nil
	case len(s) > maxHostname:
		return "", &InvalidURLError{"name", fmt.Sprintf("want at most %d bytes", maxHostname)}
	case strings.ContainsFunc(s, func(r rune) bool { return r == '[' || r == ']' || unicode.IsSpace(r) || unicode.IsControl(r) }):
		return "", &InvalidURLError{"name", "no blanks, control characters or brackets are allowed"}
	}
	return s, nil
}

func parsePort(s string) (int, *InvalidURLError) {
	if s == "" {
		return defaultPort, nil
	}
	if strings.ContainsFunc(s, unicode.IsSpace) {
		return 0, &InvalidURLError{"port", "no blanks are allowed"}
	}
	n, err := strconv.ParseUint(s, 10, 16)
	if err != nil { // it quotes s, which may be a piece of a password
		return 0, &InvalidURLError{"port", "want 1 to 65535; is a special character in a password not percent-encoded?"}
	}
	if n == 0 {
		return defaultPort, nil
	}
	return int(n), nil
}

// parseQuery reads the query as Python's parse_qs does: empty values are dropped.
func parseQuery(s string) map[string]string {
	var query map[string]string
	for pair := range strings.SplitSeq(s, "&") {
		name, value, _ := strings.Cut(pair, "=")
		if value == "" {
			continue
		}
		name, value = unquotePlus(name), unquotePlus(value)
		if old, ok := query[name]; ok {
			value = old + "," + value
		}
		if query == nil {
			query = map[string]string{}
		}
		query[name] = value
	}
	return query
}

// InvalidURLError is a transport URL that can't be read. It holds nothing of the
// URL's text, as a password may be anywhere in it. Source: InvalidTransportURL.
type InvalidURLError struct {
	Part   string // such as "port of host 2"
	Reason string
}

func (e *InvalidURLError) Error() string { return "transport URL: " + e.Part + ": " + e.Reason }
