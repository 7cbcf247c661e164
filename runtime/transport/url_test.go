package transport_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/oslogen/oslogen/internal/corpus"
	"github.com/oslogen/oslogen/runtime/transport"
)

// guest is a host of which the URL says nothing but its name.
func guest(hostname string) transport.Host {
	return transport.Host{Hostname: hostname, Port: 5672, Username: "guest", Password: "guest"}
}

func TestParseURL(t *testing.T) {
	one := func(scheme string, h transport.Host, vhost string) *transport.URL {
		return &transport.URL{Scheme: scheme, Hosts: []transport.Host{h}, VirtualHost: vhost}
	}
	host := func(name string, port int, user, password string) transport.Host {
		return transport.Host{Hostname: name, Port: port, Username: user, Password: password}
	}
	tests := map[string]*transport.URL{
		// Nothing said.
		"rabbit://":      one("rabbit", guest("localhost"), "/"),
		"rabbit:":        one("rabbit", guest("localhost"), "/"),
		"rabbit:///vh":   one("rabbit", guest("localhost"), "vh"),
		"rabbit://,,":    one("rabbit", guest("localhost"), "/"),
		"rabbit://@:0/":  one("rabbit", guest("localhost"), "/"),
		"fake://":        one("fake", guest("localhost"), "/"),
		"h:5672":         one("h", guest("localhost"), "/"),
		"\n rabbit://h/": one("rabbit", guest("h"), "/"),

		// Scheme.
		"RabBit://h/":     one("rabbit", guest("h"), "/"),
		"kombu+amqp://h/": one("kombu+amqp", guest("h"), "/"),

		// Host and port.
		"rabbit://RMQ.Example:5671/":    one("rabbit", host("RMQ.Example", 5671, "guest", "guest"), "/"),
		"rabbit://h:/":                  one("rabbit", guest("h"), "/"),
		"rabbit://h:0/":                 one("rabbit", guest("h"), "/"),
		"rabbit://[::1]:5673/":          one("rabbit", host("::1", 5673, "guest", "guest"), "/"),
		"rabbit://[fe80::1%eth0]/":      one("rabbit", guest("fe80::1%eth0"), "/"),
		"rabbit://fe80::1/":             one("rabbit", guest("fe80::1"), "/"),
		"rabbit://h:5672":               one("rabbit", guest("h"), "/"),
		"rabbit://h?rabbit_ha_queues=1": {Scheme: "rabbit", Hosts: []transport.Host{guest("h")}, VirtualHost: "/", Query: map[string]string{"rabbit_ha_queues": "1"}},

		// Credentials.
		"rabbit://bob@h/":                   one("rabbit", host("h", 5672, "bob", "guest"), "/"),
		"rabbit://bob:@h/":                  one("rabbit", host("h", 5672, "bob", "guest"), "/"),
		"rabbit://:pw@h/":                   one("rabbit", host("h", 5672, "guest", "pw"), "/"),
		"rabbit://bob:a:b@h/":               one("rabbit", host("h", 5672, "bob", "a:b"), "/"),
		"rabbit://bob@corp:p@ss@h/":         one("rabbit", host("h", 5672, "bob@corp", "p@ss"), "/"),
		"rabbit://b%40b:p%2Fw%2C%3A%40@h/":  one("rabbit", host("h", 5672, "b@b", "p/w,:@"), "/"),
		"rabbit://bob:a+b%20c@h/":           one("rabbit", host("h", 5672, "bob", "a+b c"), "/"),
		"rabbit://bob:%zz%4%@h/":            one("rabbit", host("h", 5672, "bob", "%zz%4%"), "/"),
		"rabbit://bob:p%C3%A4ss%FF%E2%82@h": one("rabbit", host("h", 5672, "bob", "päss\uFFFD\uFFFD"), "/"),
		"rabbit://a:b@h1,h2:1,c:d@h3/": {Scheme: "rabbit", VirtualHost: "/", Hosts: []transport.Host{
			host("h1", 5672, "a", "b"), host("h2", 1, "guest", "guest"), host("h3", 5672, "c", "d")}},

		// Virtual host.
		"rabbit://h":          one("rabbit", guest("h"), "/"),
		"rabbit://h//":        one("rabbit", guest("h"), "/"),
		"rabbit://h/%2F":      one("rabbit", guest("h"), "/"),
		"rabbit://h/%252F":    one("rabbit", guest("h"), "%2F"),
		"rabbit://h/nova":     one("rabbit", guest("h"), "nova"),
		"rabbit://h//nova":    one("rabbit", guest("h"), "/nova"),
		"rabbit://h/nova/":    one("rabbit", guest("h"), "nova/"),
		"rabbit://h/a/b":      one("rabbit", guest("h"), "a/b"),
		"rabbit://h/a%20b":    one("rabbit", guest("h"), "a b"),
		"rabbit://h/a%3Fb":    one("rabbit", guest("h"), "a?b"),
		"rabbit://h/a+b#frag": one("rabbit", guest("h"), "a+b"),

		// Query.
		"rabbit://h/?a=1&b=x+y%2B&a=2&empty=&none&c=d=e": {Scheme: "rabbit", Hosts: []transport.Host{guest("h")}, VirtualHost: "/",
			Query: map[string]string{"a": "1,2", "b": "x y+", "c": "d=e"}},
	}
	for text, want := range tests {
		got, err := transport.ParseURL(text)
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

func TestParseURLErrors(t *testing.T) {
	tests := map[string]string{
		"":                                      "scheme",
		"//h/":                                  "scheme",
		"host":                                  "scheme",
		"1rabbit://h":                           "scheme",
		"rab_bit://h":                           "scheme",
		"rabbit://s3cret:abc":                   "port of host 1",
		"rabbit://h:65536":                      "port of host 1",
		"rabbit://h:-1":                         "port of host 1",
		"rabbit://h:+1":                         "port of host 1",
		"rabbit://h:1_0":                        "port of host 1",
		"rabbit://h:1:2":                        "port of host 1",
		"rabbit://a:b@h,,u:s3cret":              "port of host 2",
		"rabbit://u:s3cr/et@h":                  "port of host 1",
		"rabbit://[s3cret]":                     "address of host 1",
		"rabbit://[127.0.0.1]":                  "address of host 1",
		"rabbit://[::1":                         "address of host 1",
		"rabbit://[::1]5672":                    "address of host 1",
		"rabbit://[::1]:s3cret":                 "port of host 1",
		"rabbit://a b":                          "name of host 1",
		"rabbit://h]":                           "name of host 1",
		"rabbit://u:s3cret%00@h":                "credentials of host 1",
		"rabbit://u:s3cret@h/\xff":              "text",
		strings.Repeat("x", 64<<10) + ":":       "text",
		"rabbit://" + strings.Repeat("h,", 257): "hosts",
		"rabbit://" + strings.Repeat("h", 256):  "name of host 1",
		"rabbit://h/" + strings.Repeat("%C3%A4", 128): "virtual host",
	}
	for text, part := range tests {
		_, err := transport.ParseURL(text)
		var bad *transport.InvalidURLError
		if !errors.As(err, &bad) || bad.Part != part {
			t.Errorf("%.80q: got error %v, want one about the %s", text, err, part)
		} else if strings.Contains(err.Error(), "s3c") {
			t.Errorf("%q: the error holds the password: %v", text, err)
		}
	}
}

func TestURLText(t *testing.T) {
	tests := []struct{ in, text, redacted string }{
		{"rabbit://", "rabbit://guest:guest@localhost:5672/", "rabbit://guest:***@localhost:5672/"},
		{"rabbit://h//nova", "rabbit://guest:guest@h:5672//nova", "rabbit://guest:***@h:5672//nova"},
		{"rabbit://a%2Cb:s3%2F%40@[::1]:1,c:s3@h/v%20h?z=s3&a=b+c", "rabbit://a%2Cb:s3%2F%40@[::1]:1,c:s3@h:5672/v%20h?a=b%20c&z=s3",
			"rabbit://a%2Cb:***@[::1]:1,c:***@h:5672/v%20h?a=b%20c&z=s3"},
		// Passwords that were not percent-encoded: 12/s3, 12?x=s3, 12,s3.
		{"rabbit://u:12/s3@h/", "rabbit://guest:guest@u:12/s3%40h/", "rabbit://guest:***@u:12/***"},
		{"rabbit://u:12?x=s3@h/", "rabbit://guest:guest@u:12/?x=s3%40h%2F", "rabbit://guest:***@u:12/?x=***"},
		{"rabbit://u:12,s3@h/", "rabbit://guest:guest@u:12,s3:guest@h:5672/", "rabbit://guest:***@u:12,***@h:5672/"},
	}
	for _, tt := range tests {
		u, err := transport.ParseURL(tt.in)
		if err != nil {
			t.Fatal(err)
		}
		if got := u.Unredacted(); got != tt.text {
			t.Errorf("String of %s = %s, want %s", tt.in, got, tt.text)
		}
		if got := u.String(); got != tt.redacted {
			t.Errorf("String of %s = %s, want %s", tt.in, got, tt.redacted)
		}
	}
}

func TestURLIsPrintedWithoutPassword(t *testing.T) {
	u, err := transport.ParseURL("rabbit://u:s3cret@h1,v:s3cret@[::1]/")
	if err != nil {
		t.Fatal(err)
	}
	var log strings.Builder
	slog.New(slog.NewTextHandler(&log, nil)).Info("open", "url", u, "host", u.Hosts[0])
	texts := []string{log.String(), u.String()}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
		texts = append(texts, fmt.Sprintf(verb, u.Hosts), fmt.Sprintf(verb, u.Hosts[0]))
	}
	for _, text := range texts {
		if strings.Contains(text, "s3cret") || !strings.Contains(text, "h1:5672") {
			t.Errorf("got %s", text)
		}
	}
}

func TestMixedCredentials(t *testing.T) {
	for text, want := range map[string]bool{
		"rabbit://h1,h2/":          false,
		"rabbit://a:b@h1,a:b@h2/":  false,
		"rabbit://a:b@h1,h2/":      true,
		"rabbit://h1,a:b@h2,c@h3/": true,
	} {
		u, err := transport.ParseURL(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := u.MixedCredentials(); got != want {
			t.Errorf("%s: got %v, want %v", text, got, want)
		}
	}
}

// FuzzParseURL checks that printing a URL and reading it back changes nothing,
// that a percent-encoded password arrives, and that no password gets out.
func FuzzParseURL(f *testing.F) {
	for _, text := range urlCorpus {
		f.Add(text, "p@ss/w,rd")
	}
	for _, text := range corpus.Of(f, "FuzzParseURL") {
		f.Add(text, "p@ss/w,rd")
	}
	f.Fuzz(func(t *testing.T, text, password string) {
		if u, err := transport.ParseURL(text); err == nil {
			again, err := transport.ParseURL(u.Unredacted())
			if err != nil && len(u.Unredacted()) <= 64<<10 {
				t.Fatalf("%q prints as %q: %v", text, u, err)
			} else if diff := cmp.Diff(u, again); err == nil && diff != "" {
				t.Fatalf("%q prints as %q, which reads back as (-want +got):\n%s", text, u, diff)
			}
		}
		const canary = "c4n4ry"
		u, err := transport.ParseURL("rabbit://u:" + canary + text + "@h")
		if err != nil && strings.Contains(err.Error(), canary) || err == nil && strings.Contains(u.String(), canary) {
			t.Fatalf("%q: the password gets out: %v, %v", text, err, u)
		}
		if password == "" || len(password) > 20<<10 || !utf8.ValidString(password) || strings.Contains(password, "\x00") {
			return
		}
		u, err = transport.ParseURL("rabbit://u:" + url.PathEscape(password) + "@h")
		if err != nil || u.Hosts[0].Password != password {
			t.Fatalf("password %q became %v, %v", password, u, err)
		}
	})
}

func TestPrintingAURLHidesItsPasswords(t *testing.T) {
	u, err := transport.ParseURL("rabbit://bob:c4n4ry@host/vh")
	if err != nil {
		t.Fatal(err)
	}
	for _, format := range []string{"%s", "%v", "%+v", "%q"} {
		if text := fmt.Sprintf(format, u); strings.Contains(text, "c4n4ry") {
			t.Errorf("%s prints %s", format, text)
		}
	}
	if text := fmt.Sprintf("%#v", u.Hosts); strings.Contains(text, "c4n4ry") {
		t.Errorf("%%#v prints %s", text)
	}
}

func TestHostIsRedactedInJSON(t *testing.T) {
	u, err := transport.ParseURL("rabbit://u:c4n4ry@[::1]:5671/v")
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range []any{u.Hosts[0], *u, u} {
		if text, err := json.Marshal(v); err != nil || strings.Contains(string(text), "c4n4ry") || !strings.Contains(string(text), "[::1]:5671") {
			t.Errorf("%s, %v", text, err)
		}
	}
}
