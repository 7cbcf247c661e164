package transport_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/oslogen/oslogen/internal/pytest"
	"github.com/oslogen/oslogen/runtime/transport"
)

// urlCorpus is read by both parsers, and seeds FuzzParseURL.
var urlCorpus = []string{
	"rabbit://", "rabbit:", "rabbit:///vh", "rabbit:/vh", "rabbit:host/vh", "h:5672", "h", "", "//h/v", "://h", "1a://h", "a_b://h", "RaBBit+SSL://H/",
	"  \x01rabbit://h/", "rab\nbit://h\t1/v\rh", "rabbit://h/ vh ", "rabbit://h1,h2,,h3:1/", "rabbit://,/", "rabbit://a:b@/", "rabbit://@h", "rabbit://:@h:0",
	"rabbit://a@b:c@d@h/", "rabbit://a:b:c@h", "rabbit://%41%zz%4:%@h", "rabbit://a+b:c+d@h/e+f?g+h=i+j", "rabbit://u:%C3%A4%FF%E2%82%F0%9F%98@h/%ED%A0%80%C0%AF",
	"rabbit://ü:ä%C3\u00a9@h/ß%", "rabbit://a:b,c@h", "rabbit://a:b/c@h", "rabbit://a:b#c@h", "rabbit://a:b?c=d@h", "rabbit://a:5?c=d@h", "rabbit://u:p@h1,h2",
	"rabbit://[::1]", "rabbit://[::1]:", "rabbit://[::1]:5/", "rabbit://[::1]:a/", "rabbit://[::1]a", "rabbit://[::1", "rabbit://::1]", "rabbit://::1", "rabbit://[h]",
	"rabbit://[127.0.0.1]", "rabbit://[fe80::1%eth0]:1", "rabbit://[v1.x]", "rabbit://[]", "rabbit://[::1]:1,[::2]:2", "rabbit://h,[::1]", "rabbit://a:b@h,a:b@[::1]",
	"rabbit://a:[b]@h", "rabbit://a:[b@h", "rabbit://fe80::1:5672", "rabbit://h:1:2", "rabbit://:5", "rabbit://h:", "rabbit://h:0", "rabbit://h:00005672", "rabbit://h:65535",
	"rabbit://h:65536", "rabbit://h:-1", "rabbit://h:+1", "rabbit://h: 1", "rabbit://h:1_0", "rabbit://h:٣", "rabbit://h:99999999999999999999", "rabbit://a b", "rabbit://h\x01",
	"rabbit://h//", "rabbit://h/%2F", "rabbit://h/%252F", "rabbit://h//nova", "rabbit://h/nova/", "rabbit://h/a/b", "rabbit://h/a%3Fb", "rabbit://h/a?b#c", "rabbit://h/a#b?c",
	"rabbit://h?", "rabbit://h?a", "rabbit://h?a=", "rabbit://h?=a", "rabbit://h?a=b=c&a=%2C&a=&&b=%&c=%2B+", "rabbit://h?a;b=c", "rabbit://h/?a=/?@:", "rabbit://h/;x",
	"http://h/a;b", "rabbit://u:a%00b@h", "rabbit://℀", "rabbit://h\\x/", "rabbit://h%41/",
}

// pythonURL is what testdata/parse_urls.py makes of a URL.
type pythonURL struct {
	Error       string
	Scheme      string
	VirtualHost *string `json:"virtual_host"`
	Query       map[string]string
	Hosts       []struct {
		Hostname, Username, Password *string
		Port                         *float64 // Python knows no limit
	}
}

// resolved fills in what the Python driver fills in when it connects.
func (p pythonURL) resolved() *transport.URL {
	text := func(s *string, empty string) string {
		if s == nil || *s == "" {
			return empty
		}
		return *s
	}
	u := &transport.URL{Scheme: p.Scheme, VirtualHost: text(p.VirtualHost, "/")}
	if len(p.Query) > 0 {
		u.Query = p.Query
	}
	for _, h := range p.Hosts {
		host := transport.Host{Hostname: text(h.Hostname, "localhost"), Port: 5672, Username: text(h.Username, "guest"), Password: text(h.Password, "guest")}
		if h.Port != nil && *h.Port != 0 {
			host.Port = int(*h.Port)
		}
		u.Hosts = append(u.Hosts, host)
	}
	if u.Hosts == nil {
		u.Hosts = []transport.Host{guest("localhost")}
	}
	return u
}

// urlDifferences are all the ways in which ParseURL differs from oslo.messaging
// 14.0.3 on Python 3.11, and why.
var urlDifferences = []struct {
	why  string
	when func(text string, ours error, python string) bool
}{
	{"IPv6 without brackets: 14.0.3 takes what follows the first colon for a port; 18.1.0 reads an address, as we do",
		func(text string, ours error, python string) bool {
			return ours == nil && python == "ValueError" && strings.Contains(text, "::1") && !strings.Contains(text, "[")
		}},
	{"brackets: urllib checks the authority as one host, so the outcome depends on Python's patch level and on the order of hosts; we check each host",
		func(text string, _ error, python string) bool {
			return python == "ValueError" && strings.ContainsAny(text, "[]")
		}},
	{"address: Python ignores what stands between ] and the port of some hosts, and does not check their addresses",
		func(_ string, ours error, _ string) bool { return about(ours, "address") }},
	{"port: Python's int() takes signs, blanks, underscores, any script's digits and any size, which fails only at the connection",
		func(_ string, ours error, _ string) bool { return about(ours, "port") }},
	{"host name: Python lets DNS refuse blanks, control characters and brackets",
		func(_ string, ours error, _ string) bool { return about(ours, "name") }},
	{"NUL: Python sends it, and the broker splits the SASL response there",
		func(_ string, ours error, _ string) bool { return about(ours, "credentials") }},
	{"NFKC: urllib refuses characters that an IDNA encoder would turn into URL syntax; we look host names up as they are",
		func(text string, ours error, python string) bool {
			return ours == nil && python == "ValueError" && strings.ContainsRune(text, '℀')
		}},
	{"parameters: urllib drops what follows a semicolon for some schemes, none of them of a driver",
		func(text string, _ error, _ string) bool { return strings.HasPrefix(text, "http:") }},
	{"length: Python sends a virtual host that no AMQP short string holds",
		func(_ string, ours error, _ string) bool { return about(ours, "virtual host") }},
}

func about(err error, part string) bool {
	return err != nil && strings.HasPrefix(err.Error(), "transport URL: "+part)
}

// TestParseURLAgainstPython lets oslo.messaging read the same URLs. They must
// mean the same but for the differences listed, each of which must occur.
func TestParseURLAgainstPython(t *testing.T) {
	urls := append(slices.Clip(urlCorpus), "rabbit://h/"+strings.Repeat("v", 256))
	urls = append(urls, randomURLs(20_000)...)
	for _, text := range urls {
		if u, err := transport.ParseURL(text); err == nil {
			urls = append(urls, u.Unredacted())
		}
	}
	occurs := make([]bool, len(urlDifferences))
	for i, python := range pythonURLs(t, urls) {
		if urls[i] == "" {
			continue // Python reads [DEFAULT] transport_url instead
		}
		ours, err := transport.ParseURL(urls[i])
		diff := ""
		if (err == nil) != (python.Error == "") {
			diff = "one of them refuses it"
		} else if err == nil {
			diff = cmp.Diff(python.resolved(), ours)
		}
		if diff == "" {
			continue
		}
		known := false
		for j, d := range urlDifferences {
			if d.when(urls[i], err, python.Error) {
				known, occurs[j] = true, true
				break
			}
		}
		if !known {
			t.Errorf("%q: ours %v, Python's %+v (-python +ours):\n%s", urls[i], err, python, diff)
		}
	}
	for j, d := range urlDifferences {
		if !occurs[j] {
			t.Errorf("this difference no longer occurs: %s", d.why)
		}
	}
}

// randomURLs puts URLs together from pieces, the same ones on every run.
func randomURLs(n int) []string {
	r := rand.New(rand.NewPCG(1, 2))
	pick := func(s ...string) string { return s[r.IntN(len(s))] }
	text := func() string {
		var b strings.Builder
		for range r.IntN(6) {
			b.WriteString(pick("a", "Z", "0", "é", "%41", "%2f", "%2C", "%3a", "%40", "%", "%zz", "%e2%82%ac", "%E2%82", "%ff", "+", "-", "_", ".", "~", "!", "*", "'", "(", ";", "\\", "|", "\"", "$"))
		}
		return b.String()
	}
	host := func() string {
		s := ""
		if r.IntN(2) == 0 {
			s = text() + pick("", ":", ":"+text(), ":"+text()+pick("@", ":")+text()) + "@"
		}
		return s + pick("", "h", "H.x", "127.0.0.1", "h-1", "é", "[::1]", "[FE80::2]") + pick("", "", ":", ":0", ":1", ":05672", ":"+text())
	}
	urls := make([]string, n)
	for i := range urls {
		s := pick("rabbit", "kombu+amqp", "FAKE", "r.-1", "", "1") + pick(":", "://", "://", "://", "://")
		for range r.IntN(4) {
			s += pick("", ",") + host()
		}
		for range r.IntN(3) {
			s += "/" + text()
		}
		for range r.IntN(3) {
			s += pick("?", "&", "#", "?a=", "&b=") + text() + pick("", "=") + text()
		}
		urls[i] = s
	}
	return urls
}

// pythonURLs lets oslo.messaging read urls.
func pythonURLs(t *testing.T, urls []string) []pythonURL {
	t.Helper()
	var got []pythonURL
	pytest.Ask(t, "testdata/parse_urls.py", urls, &got)
	if len(got) != len(urls) {
		t.Fatalf("parse_urls.py answered %d of %d URLs", len(got), len(urls))
	}
	return got
}
