package interop

import (
	"net"
	"strconv"
	"strings"
	"testing"

	"github.com/oslogen/oslogen/internal/brokertest"
)

// TestInteropTLS has both languages connect to one TLS listener with the same
// options, and be refused for the same reasons.
func TestInteropTLS(t *testing.T) {
	t.Parallel()
	broker := brokertest.New(t, brokertest.Options{TLS: &brokertest.TLS{Hosts: []string{"127.0.0.1"}, RequireClient: true}})
	other, err := brokertest.NewCA(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	right := tlsOptions(t, broker.CA)
	at := newBus(t).with(right)
	at.url = broker.TLSURL("")

	for _, d := range directions {
		t.Run("right CA and client certificate/"+d.name, func(t *testing.T) {
			house{t, d, at, unique("tls")}.exchangeEverything()
		})
	}
	elsewhere := at
	target := net.JoinHostPort("127.0.0.1", strconv.Itoa(broker.TLSPort))
	elsewhere.url = broker.URLAt(newHop(t, "127.0.0.2:0", target, nil).address, "")
	for _, c := range []struct {
		name string
		bus  bus
		want string // in the error of Go; Python's are vaguer
		// The broker refuses a client after its handshake; the alert may be overtaken
		// by the end of the connection.
		late bool
	}{
		{"unknown CA", at.with(map[string]string{"ssl_ca_file": other.File}), "certificate signed by unknown authority", false},
		{"wrong host", elsewhere, "certificate is valid for 127.0.0.1, not 127.0.0.2", false},
		{"no client certificate", at.with(map[string]string{"ssl_cert_file": "", "ssl_key_file": ""}), "certificate required", true},
		{"client certificate of unknown CA", at.with(clientCertificate(t, other)), "unknown certificate authority", true},
	} {
		refused := func(s side) *failure {
			return s.client(t, clientSpec{bus: c.bus, topic: unique("tls"), oneTry: true}).cast(nothing)
		}
		t.Run(c.name+"/go", func(t *testing.T) {
			f := refused(goSide{})
			overtaken := c.late && f != nil && strings.Contains(f.text, "reset")
			if f == nil || !overtaken && !strings.Contains(f.text, c.want) {
				t.Errorf("got %v, want %s", f, c.want)
			}
		})
		t.Run(c.name+"/python", func(t *testing.T) {
			wantFailure(t, failure{class: "OperationalError"}, refused(pythonSide{}))
		})
	}
}

// tlsOptions are those of a client that trusts ca and has a certificate of it.
func tlsOptions(t *testing.T, ca *brokertest.CA) map[string]string {
	t.Helper()
	options := clientCertificate(t, ca)
	options["ssl"] = "true"
	options["ssl_ca_file"] = ca.File
	options["ssl_enforce_hostname_verification"] = "true"
	return options
}

func clientCertificate(t *testing.T, ca *brokertest.CA) map[string]string {
	t.Helper()
	cert, key, err := ca.Issue("client")
	if err != nil {
		t.Fatal(err)
	}
	return map[string]string{"ssl_cert_file": cert, "ssl_key_file": key}
}
