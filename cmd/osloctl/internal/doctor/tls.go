package doctor

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/oslogen/oslogen/runtime/transport"
)

// handshake explains a TLS handshake that failed. It reports false if it was
// something else.
func (e *exam) handshake(host transport.Host, err error) bool {
	var record tls.RecordHeaderError
	var invalid x509.CertificateInvalidError
	var name x509.HostnameError
	var unknown x509.UnknownAuthorityError
	var alert tls.AlertError
	switch {
	case errors.As(err, &record):
		e.fault("tls-port", host.Address(), "the port does not speak TLS", "Use the port for TLS, usually 5671, or set ssl = false.")
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		e.fault("tls-expired", host.Address(), fmt.Sprintf("the broker's certificate is valid from %s to %s", day(invalid.Cert.NotBefore), day(invalid.Cert.NotAfter)), "Renew the certificate. Check the clocks.")
	case errors.As(err, &name):
		e.fault("tls-name", host.Address(), fmt.Sprintf("the broker's certificate is for %s and not for %s", names(name.Certificate), host.Hostname), "Use a name of the certificate in transport_url, or issue one with this name. oslo.messaging may not check the name, and other clients do.")
	case errors.As(err, &unknown):
		e.fault("tls-authority", host.Address(), "the broker's certificate is signed by an authority that is not trusted", "Set ssl_ca_file to the certificate of the authority.")
	case errors.As(err, &alert):
		e.fault("tls-alert", host.Address(), "the broker ends the handshake: "+alert.Error(), "Does it want a client certificate (ssl_cert_file, ssl_key_file), or another version of TLS?")
	case strings.Contains(err.Error(), "option ssl_"), strings.Contains(err.Error(), "ssl_ca_file"), strings.Contains(err.Error(), "ssl_cert_file"):
		e.fault("tls-files", host.Address(), err.Error(), "Correct the file or its name.")
	default:
		return false
	}
	return true
}

// certificate examines the certificate of a handshake that succeeded.
func (e *exam) certificate(host transport.Host, state tls.ConnectionState) {
	cert := state.PeerCertificates[0]
	e.note("tls", host.Address(), "%s, certificate for %s until %s", tls.VersionName(state.Version), names(cert), day(cert.NotAfter))
	if left := time.Until(cert.NotAfter); left < e.flags.Expiry {
		e.warn("tls-expiry", host.Address(), fmt.Sprintf("the broker's certificate expires on %s, in %d days", day(cert.NotAfter), int(left.Hours()/24)), "Renew it. RabbitMQ reads it again after rabbitmqctl eval 'ssl:clear_pem_cache().'.")
	}
}

func day(t time.Time) string { return t.UTC().Format("2006-01-02") }

// names lists the hosts that a certificate is for.
func names(cert *x509.Certificate) string {
	all := cert.DNSNames
	for _, ip := range cert.IPAddresses {
		all = append(all, ip.String())
	}
	if len(all) == 0 {
		return "no host"
	}
	return strings.Join(all, ", ")
}
