package doctor_test

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
	"time"

	"github.com/oslogen/oslogen/internal/brokertest"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/world"
)

// hostFaults are in the URL, the network, TLS and the rights of the user.
var hostFaults = []fault{
	{"a host without name", "name", "can't be resolved", func(w *ward) { w.address("nowhere.invalid:5672") }},
	{"a port without broker", "connect", "nothing listens", func(w *ward) { w.address("127.0.0.1:1") }},
	{"a broker that hangs", "hang", "does not answer", func(w *ward) {
		proxy := w.broker.Proxy(w.T)
		proxy.Blackhole()
		w.address(proxy.Address())
	}},
	{"a wrong password", "login", "user guest or the password is refused", func(w *ward) {
		w.url = strings.Replace(w.url, "guest:guest", "guest:secret", 1)
	}},
	{"a virtual host that is not there", "vhost", "nothing", func(w *ward) {
		w.url = strings.Replace(w.url, w.vhost, "nothing", 1)
	}},
	{"a virtual host without access", "vhost", "refused", func(w *ward) { w.user("monitoring") }},
	{"no right to declare", "permission-configure", "reply_", func(w *ward) { w.user("monitoring", "^$", ".*", ".*") }},
	{"no right to send", "permission-write", "exchange openstack", func(w *ward) {
		w.must(w.ch.ExchangeDeclare("openstack", "topic", false, false, false, false, nil))
		w.user("monitoring", ".*", "^reply_", ".*")
	}},
	{"no right to read", "permission-read", "reply_", func(w *ward) { w.user("monitoring", ".*", ".*", "^$") }},
	{"credentials for one host of two", "credentials", "transport URL", func(w *ward) {
		w.url = strings.Replace(w.url, "@", "@127.0.0.1:1,other:word@", 1)
		w.url = strings.Replace(w.url, "guest:guest@", "", 1)
	}},
	{"a password that Python can't use", "password", "slash", func(w *ward) {
		w.url = strings.Replace(w.url, "guest:guest", "guest:gu%2Fest", 1)
	}},
	{"no heartbeats", "heartbeat", "heartbeat_timeout_threshold", func(w *ward) { w.config("heartbeat_timeout_threshold = 0") }},
	{"quorum queues that are auto-delete", "options", "amqp_auto_delete", func(w *ward) {
		w.config("rabbit_quorum_queue = true\namqp_auto_delete = true")
	}},
	{"mirrored queues", "options", "rabbit_ha_queues", func(w *ward) { w.config("rabbit_ha_queues = true") }},
	{"a certificate that has expired", "tls-expired", "valid from", func(w *ward) { w.front("127.0.0.1", -time.Hour, true) }},
	{"a certificate that expires soon", "tls-expiry", "expires on", func(w *ward) { w.front("127.0.0.1", 48*time.Hour, true) }},
	{"a certificate for another host", "tls-name", "is for 127.0.0.9", func(w *ward) { w.front("127.0.0.9", 9000*time.Hour, true) }},
	{"a certificate of an unknown authority", "tls-authority", "not trusted", func(w *ward) { w.front("127.0.0.1", 9000*time.Hour, false) }},
	{"TLS on a port without it", "tls-port", "does not speak TLS", func(w *ward) { w.config("ssl = true") }},
	{"a port with TLS without it", "greeting", "want TLS", func(w *ward) {
		w.front("127.0.0.1", 9000*time.Hour, true)
		w.files = nil
	}},
	{"a file of authorities that is missing", "tls-files", "ssl_ca_file", func(w *ward) { w.config("ssl = true\nssl_ca_file = /nothing/ca.pem") }},
}

// address puts another address into the URL.
func (w *ward) address(to string) { w.url = strings.Replace(w.url, w.broker.Address(), to, 1) }

// user puts a new user into the URL, who has a tag and may configure, write and
// read what the expressions say. Without them he has no access.
func (w *ward) user(tag string, rights ...string) {
	w.Helper()
	u := world.User{Name: "user-" + w.vhost, Password: "word", Tag: tag}
	if len(rights) == 3 {
		u.Configure, u.Write, u.Read = rights[0], rights[1], rights[2]
	}
	w.must(w.broker.AddUser(w.Context(), w.vhost, u))
	w.url = strings.Replace(w.url, "guest:guest", u.Name+":word", 1)
}

// front puts TLS before the broker, with a certificate for an address that is valid
// for so long. trusted says that the options trust its authority.
func (w *ward) front(address string, valid time.Duration, trusted bool) {
	w.Helper()
	ca, err := brokertest.NewCA(w.TempDir())
	w.must(err)
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	w.must(err)
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-48 * time.Hour), NotAfter: time.Now().Add(valid),
		IPAddresses: []net.IP{net.ParseIP(address)}, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	der, err := ca.Sign(template, &key.PublicKey)
	w.must(err)
	config := &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}}
	l, err := tls.Listen("tcp", "127.0.0.1:0", config)
	w.must(err)
	w.Cleanup(func() { l.Close() })
	go accept(l, w.broker.Address()) // ends when the listener is closed
	w.address(l.Addr().String())
	if trusted {
		w.config("ssl = true\nssl_ca_file = " + ca.File)
	} else {
		w.config("ssl = true")
	}
}

func accept(l net.Listener, address string) {
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		go relay(conn, address) // ends when either side closes
	}
}

// relay connects client to address until either closes.
func relay(client net.Conn, address string) {
	defer client.Close()
	if client.(*tls.Conn).Handshake() != nil {
		return
	}
	broker, err := net.Dial("tcp", address)
	if err != nil {
		return
	}
	defer broker.Close()
	go func() { // ends when the broker's side is closed
		io.Copy(client, broker) // the other side shows an error
		client.Close()
	}()
	io.Copy(broker, client) // the other side shows an error
}
