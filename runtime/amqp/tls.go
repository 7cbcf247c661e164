package amqp

import (
	"cmp"
	"crypto/tls"
	"crypto/x509"
	"os"
	"strings"
)

// TLSConfig holds the options of an encrypted connection. The broker's chain and
// host name are always verified, also where oslo.messaging does not.
type TLSConfig struct {
	// Enabled turns encryption on (ssl, false). The port stays as the URL has it.
	Enabled bool
	// CAFile has the CAs that the broker's certificate is verified against.
	// Defaults to the system's CAs (ssl_ca_file).
	CAFile string
	// CertFile and KeyFile hold the client's certificate and key. An empty
	// KeyFile means that CertFile holds both (ssl_cert_file, ssl_key_file).
	CertFile, KeyFile string
	// Version is "TLSv1_2", or empty for 1.2 or later. Older ones are refused (ssl_version).
	Version string
	// Config is where the others start from, copied for each host. TLS below 1.2 is
	// refused here too.
	Config *tls.Config
}

// Client returns the TLS configuration for one host, as a new copy. It returns
// nil if TLS is off. Its errors are about files and unusable values.
func (t TLSConfig) Client(host string) (*tls.Config, error) {
	if !t.Enabled {
		return nil, nil
	}
	c := &tls.Config{MinVersion: tls.VersionTLS12}
	if t.Config != nil {
		c = t.Config.Clone()
	}
	if c.ServerName == "" {
		c.ServerName = host
	}
	c.MinVersion = max(c.MinVersion, tls.VersionTLS12)
	if c.MaxVersion != 0 && c.MaxVersion < tls.VersionTLS12 {
		return nil, errorf("TLS 1.2 is the least that is safe; the tls.Config ends below it")
	}
	if err := t.version(c); err != nil {
		return nil, err
	}
	if t.CAFile != "" {
		pem, err := os.ReadFile(t.CAFile)
		if err != nil {
			return nil, errorf("ssl_ca_file: %w", err)
		}
		c.RootCAs = x509.NewCertPool()
		if !c.RootCAs.AppendCertsFromPEM(pem) {
			return nil, errorf("ssl_ca_file: %s holds no certificate", t.CAFile)
		}
	}
	if t.CertFile == "" {
		return c, nil // and a key alone is of no use, as in Python
	}
	cert, err := tls.LoadX509KeyPair(t.CertFile, cmp.Or(t.KeyFile, t.CertFile))
	if err != nil {
		return nil, errorf("ssl_cert_file and ssl_key_file: %w", err)
	}
	c.Certificates = []tls.Certificate{cert}
	return c, nil
}

func (t TLSConfig) version(c *tls.Config) error {
	switch strings.ToLower(strings.ReplaceAll(t.Version, ".", "_")) {
	case "", "sslv23":
		return nil
	case "tlsv1_2":
		c.MinVersion, c.MaxVersion = tls.VersionTLS12, tls.VersionTLS12
		return nil
	case "tlsv1_3":
		c.MinVersion = tls.VersionTLS13
		return nil
	case "sslv2", "sslv3", "tlsv1", "tlsv1_1":
		return errorf("ssl_version: %s is not safe; leave it empty, or set TLSv1_2", t.Version)
	}
	return errorf("ssl_version: unknown version %q; leave it empty, or set TLSv1_2", t.Version)
}
