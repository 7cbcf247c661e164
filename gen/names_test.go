package gen

import (
	"go/parser"
	"go/token"
	"testing"

	"golang.org/x/tools/go/packages"
)

func TestSnake(t *testing.T) {
	for name, want := range map[string]string{
		"reboot": "reboot", "rebootType": "reboot_type", "RebootInstance": "reboot_instance", "groupIDs": "group_ids",
		"imageIDsOld": "image_ids_old", "HTTPServer": "http_server", "instanceUUID": "instance_uuid", "vmID2": "vm_id2",
		"ipv6Addr": "ipv6_addr", "x509": "x509", "type_": "type", "already_snake": "already_snake", "Mixed_Case": "mixed_case",
		"A": "a", "ID": "id", "IDs": "ids", "getURLs": "get_urls", "URLsOf": "urls_of", "größeMaß": "größe_maß", "名前": "名前",
		"isOK": "is_ok", "HTTPSProxy": "https_proxy",
		"getIPv4Address": "get_ipv4_address", "IPv6": "ipv6", "IPV4": "ipv4", "fixedIPV6s": "fixed_ipv6s", "NFSv4Share": "nfsv4_share",
		"qosPolicy": "qos_policy", "QoSPolicy": "qos_policy", "QOSSpecs": "qos_specs", "minQoS": "min_qos",
		"vcpus": "vcpus", "vCPUs": "vcpus", "VCPUs": "vcpus", "numVCPUs": "num_vcpus", "vCPUsUsed": "vcpus_used", "pCPU": "pcpu",
		"iSCSITarget": "iscsi_target", "ISCSITarget": "iscsi_target", "useISCSI": "use_iscsi",
		"IPSecSite": "ipsec_site", "IPsecSite": "ipsec_site", "ipsecSite": "ipsec_site", "getIPSecSAs": "get_ipsec_sas",
		"vlanIDs": "vlan_ids", "VLANIDs": "vlan_ids", "VLANID": "vlan_id", "vmUUIDs": "vm_uuids", "VMUUID": "vm_uuid",
		"sizeGiB": "size_gib", "ramMiBs": "ram_mibs", "NVMeDevice": "nvme_device", "PCIeSlot": "pcie_slot", "PCISlot": "pci_slot",
		"GRID": "grid", "valid": "valid", "IsVALID": "is_valid", "UUIDs": "uuids", "SNMPv3User": "snmpv3_user", "ipV": "ip_v",
	} {
		if got := snake(name); got != want {
			t.Errorf("snake(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestLetterWords(t *testing.T) {
	for wire, want := range map[string]bool{
		"a": false, "x_y": true, "size_gi_b": true, "get_i_pv4": true, "reboot_type": false, "plan_b": true, "l3_agent": false,
		"vm_id2": false, "part_2": false, "名_前": false, "_a": false,
	} {
		if got := hasLetterWord(wire); got != want {
			t.Errorf("hasLetterWord(%q) = %t", wire, got)
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
		"api_linux_x.go": "", "linux_amd64.go": "amd64", "api.v1_linux.go": "", "api_linux.v1.go": "linux",
	} {
		if got := impliedConstraint(name); got != want {
			t.Errorf("impliedConstraint(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestBuildConstraint(t *testing.T) {
	const cgo = "import \"C\"\n"
	for _, c := range []struct{ path, build, imports, want string }{
		{"api.go", "", "", ""},
		{"api.go", "linux || windows", "", "linux || windows"},
		{"api_arm64.go", "linux || windows", "", "(linux || windows) && arm64"},
		{"api.go", "", cgo, "cgo"},
		{"api_linux.go", "", cgo, "linux && cgo"},
		{"api.go", "linux || windows", cgo, "(linux || windows) && cgo"},
		{"api.go", "cgo", cgo, "cgo"},
		{"api.go", "linux && cgo && !race", cgo, "linux && cgo && !race"},
		{"api.go", "cgo || linux", cgo, "(cgo || linux) && cgo"},
	} {
		src := "package api\n" + c.imports
		if c.build != "" {
			src = "//go:build " + c.build + "\n\n" + src
		}
		fset := token.NewFileSet()
		tree, err := parser.ParseFile(fset, c.path, src, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		f := &file{path: c.path, ast: tree, imports: map[string]string{}}
		(&loader{fset: fset}).nameImports(&pkg{Package: &packages.Package{}}, f)
		if got := buildConstraint(f); got != c.want {
			t.Errorf("%+v: got %q", c, got)
		}
	}
}

func TestSeesInternal(t *testing.T) {
	for _, c := range []struct {
		from, path string
		want       bool
	}{
		{"m/a", "m/b", true}, {"m/a", "m/internal/b", true}, {"m", "m/internal", true}, {"m/a/b", "m/a/internal/c", true},
		{"m/b", "m/a/internal/c", false}, {"m/ab", "m/a/internal/c", false}, {"m/internal/x", "m/internal/x/internal/y", true},
		{"m", "internal/poll", false}, {"m", "m/internals/b", true},
	} {
		if got := seesInternal(c.from, c.path); got != c.want {
			t.Errorf("seesInternal(%q, %q) = %t", c.from, c.path, got)
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
