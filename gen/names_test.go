package gen

import "testing"

func TestSnake(t *testing.T) {
	for name, want := range map[string]string{
		"reboot": "reboot", "rebootType": "reboot_type", "RebootInstance": "reboot_instance", "groupIDs": "group_ids",
		"imageIDsOld": "image_ids_old", "HTTPServer": "http_server", "instanceUUID": "instance_uuid", "vmID2": "vm_id2",
		"ipv6Addr": "ipv6_addr", "x509": "x509", "type_": "type", "already_snake": "already_snake", "Mixed_Case": "mixed_case",
		"A": "a", "ID": "id", "IDs": "ids", "getURLs": "get_urls", "URLsOf": "urls_of", "größeMaß": "größe_maß", "名前": "名前",
		"isOK": "is_ok", "HTTPSProxy": "https_proxy",
	} {
		if got := snake(name); got != want {
			t.Errorf("snake(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestExported(t *testing.T) {
	for name, want := range map[string]string{
		"instance": "Instance", "rebootType": "RebootType", "_x": "X", "type_": "Type", "名前": "Arg名前", "ärger": "Ärger", "_1": "Arg1", "__": "Arg",
	} {
		if got := exported(name); got != want {
			t.Errorf("exported(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestUnexported(t *testing.T) {
	for name, want := range map[string]string{
		"Compute": "compute", "API": "api", "RPCServer": "rpcServer", "HTTP2": "http2", "compute": "compute", "Größe": "größe", "L3Agent": "l3Agent",
	} {
		if got := unexported(name); got != want {
			t.Errorf("unexported(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestNearest(t *testing.T) {
	for word, want := range map[string]string{"cal": "call", "Cast": "cast", "sevrer": "server", "broadcast": "", "x": ""} {
		if got := nearest(word, directiveNames()); got != want {
			t.Errorf("nearest(%q) = %q, want %q", word, got, want)
		}
	}
}

func TestImpliedConstraint(t *testing.T) {
	for name, want := range map[string]string{
		"api.go": "", "linux.go": "", "api_linux.go": "linux", "api_arm64.go": "arm64", "api_linux_arm64.go": "linux && arm64",
		"api_linux_x.go": "", "linux_amd64.go": "amd64",
	} {
		if got := impliedConstraint(name); got != want {
			t.Errorf("impliedConstraint(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestNewer(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{{"1.2", "1.10", false}, {"1.10", "1.2", true}, {"1.2", "1.2", false}, {"1.2.1", "1.2", true}, {"2.0", "1.9", true}} {
		if got := newer(c.a, c.b); got != c.want {
			t.Errorf("newer(%s, %s) = %t", c.a, c.b, got)
		}
	}
}
