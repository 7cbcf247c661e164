package naming

import (
	"slices"
	"strings"
	"unicode"
)

// Snake returns a Go name as OpenStack writes it in Python: reboot_type for
// rebootType, group_ids for groupIDs, http_server for HTTPServer, vcpus for
// vCPUs and type for type_.
func Snake(name string) string {
	name = strings.TrimRight(name, "_")
	rs := []rune(name)
	var b strings.Builder
	for i := 0; i < len(rs); {
		if i > 0 && unicode.IsUpper(rs[i]) && rs[i-1] != '_' && startsWord(rs, i) {
			b.WriteByte('_')
		}
		n := max(1, spelled(rs, i))
		b.WriteString(strings.ToLower(string(rs[i : i+n])))
		i += n
	}
	return b.String()
}

// spellings are words in which a capital does not begin a word.
var spellings = []string{
	"ETag", "eTag", "GiB", "IPSec", "IPsec", "KiB", "MiB", "NVMe", "OAuth", "PCIe", "QoS", "TiB",
	"iSCSI", "pCPU", "vCPU", "vGPU", "vNIC", "vTPM",
}

// spelled returns the length of the word of spellings that stands at i,
// including the s of a plural, or 0.
func spelled(rs []rune, i int) int {
	if i > 0 && unicode.IsLetter(rs[i-1]) && !unicode.IsUpper(rs[i]) {
		return 0 // within a word
	}
	for _, word := range spellings {
		n := i + len(word)
		if n > len(rs) || rs[i] != rune(word[0]) || string(rs[i:n]) != word {
			continue
		}
		if n < len(rs) && rs[n] == 's' {
			n++
		}
		if n == len(rs) || !unicode.IsLower(rs[n]) {
			return n - i
		}
	}
	return 0
}

// startsWord reports whether the capital rs[i] begins a word. It does after a
// small letter or a digit. The last of several capitals also begins a word if
// small letters follow, unless they are only the plural or the version of an
// initialism. So does ID after another initialism.
func startsWord(rs []rune, i int) bool {
	switch {
	case !unicode.IsUpper(rs[i-1]), spelled(rs, i) > 0, startsID(rs, i):
		return true
	case i+1 == len(rs) || !unicode.IsLower(rs[i+1]):
		return false
	}
	plural := rs[i+1] == 's' && (i+2 == len(rs) || !unicode.IsLower(rs[i+2]))
	version := rs[i+1] == 'v' && i+2 < len(rs) && unicode.IsDigit(rs[i+2])
	return !plural && !version
}

// identified are the initialisms that are written together with ID.
var identified = []string{
	"ACL", "API", "AZ", "BGP", "CPU", "DHCP", "DNS", "DVR", "FIP", "GPU", "HTTP", "IP", "LB", "LUN", "MAC", "NIC", "NUMA",
	"OS", "OVN", "OVS", "PCI", "QOS", "RPC", "SG", "SSH", "VIF", "VIP", "VLAN", "VM", "VNI", "VNIC", "VPN", "VRF", "VXLAN", "WWN",
}

// startsID reports whether ID, IDs or UUID follows an initialism at i, as in
// VLANIDs.
func startsID(rs []rune, i int) bool {
	rest := string(rs[i:])
	if !strings.HasPrefix(rest, "ID") && !strings.HasPrefix(rest, "UUID") {
		return false
	}
	start := i
	for start > 0 && unicode.IsUpper(rs[start-1]) {
		start--
	}
	return slices.Contains(identified, string(rs[start:i]))
}

// HasLetterWord reports whether a word of one letter stands among others, as in
// get_i_pv4. Python names seldom have one.
func HasLetterWord(wire string) bool {
	words := strings.FieldsFunc(wire, func(r rune) bool { return r == '_' })
	return len(words) > 1 && slices.ContainsFunc(words, func(w string) bool {
		rs := []rune(w)
		return len(rs) == 1 && unicode.IsLower(rs[0])
	})
}
