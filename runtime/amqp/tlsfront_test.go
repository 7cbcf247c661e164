package amqp_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"io"
	"math/big"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/oslogen/oslogen/internal/brokertest"
)

// tlsFront terminates TLS before b with a certificate of ca that is valid until
// then, changed by change, and returns its URL.
func tlsFront(t *testing.T, b *brokertest.Broker, change func(*tls.Config), ca *brokertest.CA, valid time.Duration) string {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(t, err)
	template := &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()), NotBefore: time.Now().Add(-48 * time.Hour), NotAfter: time.Now().Add(valid),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	der, err := ca.Sign(template, &key.PublicKey)
	must(t, err)
	config := &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}}
	change(config)
	l, err := tls.Listen("tcp", "127.0.0.1:0", config)
	must(t, err)
	var serving sync.WaitGroup
	serving.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			serving.Go(func() { relay(conn, b.Address()) })
		}
	})
	t.Cleanup(func() {
		_ = l.Close()
		serving.Wait()
	})
	return strings.Replace(b.URL(""), b.Address(), l.Addr().String(), 1)
}

// relay connects client to address until either closes.
func relay(client net.Conn, address string) {
	defer func() { _ = client.Close() }()
	if client.(*tls.Conn).Handshake() != nil {
		return
	}
	broker, err := net.Dial("tcp", address)
	if err != nil {
		return
	}
	defer func() { _ = broker.Close() }()
	var down sync.WaitGroup
	down.Go(func() {
		_, _ = io.Copy(client, broker)
		_ = client.Close()
	})
	_, _ = io.Copy(broker, client)
	_ = broker.Close()
	down.Wait()
}
