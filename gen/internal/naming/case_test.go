package naming

import "testing"

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
		if got := Snake(name); got != want {
			t.Errorf("snake(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestLetterWords(t *testing.T) {
	for wire, want := range map[string]bool{
		"a": false, "x_y": true, "size_gi_b": true, "get_i_pv4": true, "reboot_type": false, "plan_b": true, "l3_agent": false,
		"vm_id2": false, "part_2": false, "名_前": false, "_a": false,
	} {
		if got := HasLetterWord(wire); got != want {
			t.Errorf("hasLetterWord(%q) = %t", wire, got)
		}
	}
}

func TestExported(t *testing.T) {
	for name, want := range map[string]string{
		"instance": "Instance", "rebootType": "RebootType", "_x": "X", "type_": "Type", "名前": "Arg名前", "ärger": "Ärger", "_1": "Arg1", "__": "Arg",
	} {
		if got := Exported(name); got != want {
			t.Errorf("exported(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestUnexported(t *testing.T) {
	for name, want := range map[string]string{
		"Compute": "compute", "API": "api", "RPCServer": "rpcServer", "HTTP2": "http2", "compute": "compute", "Größe": "größe", "L3Agent": "l3Agent",
	} {
		if got := Unexported(name); got != want {
			t.Errorf("unexported(%q) = %q, want %q", name, got, want)
		}
	}
}
