package brokertest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"time"
)

// TLS describes a broker's TLS listener. The zero value verifies no client.
type TLS struct {
	// CA signs the listener's certificate, and the broker verifies client
	// certificates against it. Defaults to a new one, found as Broker.CA.
	CA *CA
	// Hosts are the names in the certificate. Defaults to localhost and
	// 127.0.0.1.
	Hosts []string
	// RequireClient refuses clients without a certificate of the CA.
	RequireClient bool
}

// CA signs certificates that live as long as a test.
type CA struct {
	File string // its own certificate, PEM

	dir  string
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
}

// NewCA makes a certificate authority that keeps its files in dir.
func NewCA(dir string) (*CA, error) {
	ca := &CA{File: filepath.Join(dir, "ca.pem"), dir: dir}
	template := certificate("brokertest CA")
	template.IsCA, template.BasicConstraintsValid = true, true
	template.KeyUsage = x509.KeyUsageCertSign | x509.KeyUsageCRLSign
	var err error
	if ca.key, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader); err != nil {
		return nil, err
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &ca.key.PublicKey, ca.key)
	if err != nil {
		return nil, err
	}
	if ca.cert, err = x509.ParseCertificate(der); err != nil {
		return nil, err
	}
	return ca, writePEM(ca.File, "CERTIFICATE", der)
}

// Pool holds the CA alone.
func (ca *CA) Pool() *x509.CertPool {
	pool := x509.NewCertPool()
	pool.AddCert(ca.cert)
	return pool
}

// Issue makes a key and a certificate for server and client use. The files are
// called after name, which is also the certificate's common name. hosts are DNS
// names and IP addresses.
func (ca *CA) Issue(name string, hosts ...string) (certFile, keyFile string, err error) {
	template := certificate(name)
	template.KeyUsage = x509.KeyUsageDigitalSignature
	template.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth}
	for _, host := range hosts {
		if ip := net.ParseIP(host); ip != nil {
			template.IPAddresses = append(template.IPAddresses, ip)
		} else {
			template.DNSNames = append(template.DNSNames, host)
		}
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return "", "", err
	}
	der, err := x509.CreateCertificate(rand.Reader, template, ca.cert, &key.PublicKey, ca.key)
	if err != nil {
		return "", "", err
	}
	keyDER, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return "", "", err
	}
	certFile, keyFile = filepath.Join(ca.dir, name+".pem"), filepath.Join(ca.dir, name+".key")
	return certFile, keyFile, errors.Join(
		writePEM(certFile, "CERTIFICATE", der),
		writePEM(keyFile, "PRIVATE KEY", keyDER))
}

// Sign signs a certificate that the caller made, such as an expired one.
func (ca *CA) Sign(template *x509.Certificate, public *ecdsa.PublicKey) (der []byte, err error) {
	return x509.CreateCertificate(rand.Reader, template, ca.cert, public, ca.key)
}

func certificate(name string) *x509.Certificate {
	serial, _ := rand.Int(rand.Reader, big.NewInt(1<<62)) // never fails
	return &x509.Certificate{
		SerialNumber: serial,
		Subject:      pkix.Name{CommonName: name},
		NotBefore:    time.Now().Add(-time.Hour),
		NotAfter:     time.Now().Add(24 * time.Hour),
	}
}

func writePEM(name, kind string, der []byte) error {
	return os.WriteFile(name, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), 0o600)
}

// listenTLS prepares a TLS listener and returns its configuration.
func (b *Broker) listenTLS(opts *TLS) (string, error) {
	var err error
	if b.TLSPort, err = freePort(); err != nil {
		return "", err
	}
	if b.CA = opts.CA; b.CA == nil {
		if b.CA, err = NewCA(b.dir); err != nil {
			return "", err
		}
	}
	hosts := opts.Hosts
	if len(hosts) == 0 {
		hosts = []string{"localhost", "127.0.0.1"}
	}
	cert, key, err := b.CA.Issue("broker-"+b.Node, hosts...)
	if err != nil {
		return "", err
	}
	verify := "verify_none"
	if opts.RequireClient {
		verify = "verify_peer"
	}
	return fmt.Sprintf("listeners.ssl.1 = %s\nssl_options.cacertfile = %s\nssl_options.certfile = %s\n"+
		"ssl_options.keyfile = %s\nssl_options.verify = %s\nssl_options.fail_if_no_peer_cert = %t\n",
		loopback(b.TLSPort), b.CA.File, cert, key, verify, opts.RequireClient), nil
}
