package amqp_test

import (
	"crypto/tls"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/oslogen/oslogen/internal/brokertest"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/amqp"
)

// TestTLS connects in eleven ways, right and wrong. A wrong one fails with an error
// that says what to do, at the latest at the call's deadline.
func TestTLS(t *testing.T) {
	takeTurn(t, &turns.others)
	plain := brokertest.New(t, brokertest.Options{TLS: &brokertest.TLS{}})
	other, err := brokertest.NewCA(t.TempDir())
	must(t, err)
	cert, key, err := plain.CA.Issue("client", "client")
	must(t, err)
	strangerCert, strangerKey, err := other.Issue("stranger", "client")
	must(t, err)
	right := amqp.TLSConfig{Enabled: true, CAFile: plain.CA.File}
	with := func(change func(*amqp.TLSConfig)) amqp.TLSConfig {
		c := right
		change(&c)
		return c
	}
	// The broker's own listener asks nobody; this one, in front of it, asks all.
	demanding := brokertest.New(t, brokertest.Options{
		TLS: &brokertest.TLS{CA: plain.CA, RequireClient: true}, Plugins: []string{"rabbitmq_auth_mechanism_ssl"},
		Config: "auth_mechanisms.1 = AMQPLAIN\nauth_mechanisms.2 = EXTERNAL\nssl_cert_login_from = common_name\n",
	})
	expired := tlsFront(t, plain, func(c *tls.Config) { c.Time = nil }, plain.CA, -time.Hour)
	old := tlsFront(t, plain, func(c *tls.Config) { c.MinVersion, c.MaxVersion = tls.VersionTLS10, tls.VersionTLS11 }, plain.CA, time.Hour)

	for _, c := range []struct {
		name string
		url  string
		tls  amqp.TLSConfig
		want string // in the error; empty if it works
	}{
		{"right", plain.TLSURL(""), right, ""},
		{"right, by name", strings.Replace(plain.TLSURL(""), "127.0.0.1", "localhost", 1), right, ""},
		{"right, with TLS 1.2", plain.TLSURL(""), with(func(c *amqp.TLSConfig) { c.Version = "TLSv1_2" }), ""},
		{"unknown CA", plain.TLSURL(""), amqp.TLSConfig{Enabled: true, CAFile: other.File}, "set ssl_ca_file"},
		{"wrong host", strings.Replace(plain.TLSURL(""), "127.0.0.1", "127.0.0.2", 1), right, "127.0.0.2"},
		{"expired", expired, right, "renew the broker's certificate"},
		{"too old", old, right, "protocol version"},
		{"client certificate wanted and given", demanding.TLSURL(""), with(func(c *amqp.TLSConfig) { c.CertFile, c.KeyFile = cert, key }), ""},
		{"client certificate and key in one file", demanding.TLSURL(""), with(func(c *amqp.TLSConfig) { c.CertFile = joined(t, cert, key) }), ""},
		{"client certificate wanted and missing", demanding.TLSURL(""), right, "certificate"},
		{"client certificate of a stranger", demanding.TLSURL(""), with(func(c *amqp.TLSConfig) { c.CertFile, c.KeyFile = strangerCert, strangerKey }), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			tr := open(t, c.url, brisk(func(config *amqp.Config) { config.TLS = c.tls }))
			shouldWork, timeout := c.want == "" && !strings.Contains(c.name, "stranger"), time.Second
			if shouldWork {
				timeout = patience
			}
			err := client(tr, name(t), timeout, oslo.WithMandatory()).Call(t.Context(), method("x"), nil, nil)
			works := errors.Is(err, oslo.ErrUndeliverable) // the broker has answered
			ok := works == shouldWork && strings.Contains(err.Error(), c.want)
			report("TLS", c.name, map[bool]string{true: "as documented", false: fmt.Sprint(err)}[ok], ok)
			if !ok {
				t.Errorf("%v, want %q", err, c.want)
			}
		})
	}
	t.Run("login by certificate", func(t *testing.T) {
		for user, want := range map[string]error{"guest": oslo.ErrUndeliverable, "client": oslo.ErrUnavailable} {
			cert, key, err := plain.CA.Issue(user)
			must(t, err)
			byName := with(func(c *amqp.TLSConfig) { c.CertFile, c.KeyFile = cert, key })
			url := strings.Replace(demanding.TLSURL(""), "guest:guest@", "nobody:wrong@", 1)
			tr := open(t, url, brisk(func(c *amqp.Config) { c.TLS, c.LoginMethod = byName, "EXTERNAL" }))
			err = client(tr, name(t), patience, oslo.WithMandatory(), oslo.WithRetry(0)).Call(t.Context(), method("x"), nil, nil)
			if !errors.Is(err, want) {
				t.Errorf("the certificate of %s: %v, want %v", user, err, want)
			}
		}
	})
	for _, version := range []string{"TLSv1", "SSLv3", "tlsv1_1"} {
		if _, err := oslo.Open(t.Context(), plain.TLSURL(""), amqp.Driver(amqp.WithConfig(amqp.Config{TLS: with(func(c *amqp.TLSConfig) { c.Version = version })}))); err == nil {
			t.Errorf("%s is accepted", version)
		}
	}
	lax := with(func(c *amqp.TLSConfig) {
		c.Config = &tls.Config{MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11}
	})
	if _, err := oslo.Open(t.Context(), plain.TLSURL(""), amqp.Driver(amqp.WithConfig(amqp.Config{TLS: lax}))); err == nil {
		t.Error("a configuration that ends at TLS 1.1 is accepted")
	}
}

// joined returns a file of what is in the others.
func joined(t *testing.T, files ...string) string {
	t.Helper()
	var all []byte
	for _, file := range files {
		b, err := os.ReadFile(file)
		must(t, err)
		all = append(all, b...)
	}
	path := filepath.Join(t.TempDir(), "joined.pem")
	must(t, os.WriteFile(path, all, 0o600))
	return path
}
