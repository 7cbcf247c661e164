package pyimport

import (
	"go/token"
	"strconv"
	"strings"
	"unicode"

	"github.com/oslogen/oslogen/gen"
	"github.com/oslogen/oslogen/gen/pyimport/pyast"
)

// initialisms are words that Go writes in capitals.
var initialisms = map[string]string{
	"api": "API", "cpu": "CPU", "cpus": "CPUs", "vcpus": "VCPUs", "gb": "GB", "mb": "MB", "mtu": "MTU", "ram": "RAM", "dhcp": "DHCP", "dns": "DNS", "http": "HTTP", "id": "ID", "ids": "IDs", "ip": "IP", "ips": "IPs", "mac": "MAC",
	"nmi": "NMI", "numa": "NUMA", "os": "OS", "pci": "PCI", "raid": "RAID", "rpc": "RPC", "ssh": "SSH", "tls": "TLS", "url": "URL", "urls": "URLs",
	"uuid": "UUID", "uuids": "UUIDs", "vif": "VIF", "vlan": "VLAN", "vm": "VM", "vnc": "VNC", "dvr": "DVR", "fdb": "FDB", "ha": "HA", "qos": "QoS",
}

// exported returns a Python name as an exported Go name: InstanceUUID for
// instance_uuid. It returns InstanceUuid if the generator would read the
// capitals otherwise.
func exported(python string) string {
	name := camel(python, true)
	if gen.WireName(name) != python {
		if plain := camel(python, false); gen.WireName(plain) == python {
			name = plain
		}
	}
	return name
}

func camel(python string, capitals bool) string {
	var b strings.Builder
	for _, word := range words(python) {
		if up := initialisms[strings.ToLower(word)]; capitals && up != "" {
			b.WriteString(up)
			continue
		}
		rs := []rune(word)
		b.WriteString(string(unicode.ToUpper(rs[0])) + string(rs[1:]))
	}
	name := b.String()
	if name == "" || !unicode.IsUpper([]rune(name)[0]) {
		name = "X" + name
	}
	return name
}

// words splits a name at everything that is no letter and no digit.
func words(name string) []string {
	return strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// shadowed are names that parameters should not hide.
var shadowed = map[string]bool{"context": true, "time": true, "errors": true, "oslo": true, "any": true, "string": true, "error": true}

// parameter returns a Python name as a Go parameter.
func parameter(python string) string {
	parts := words(python)
	if len(parts) == 0 {
		return "arg"
	}
	first := strings.ToLower(parts[0])
	name := first
	if rest := strings.Join(parts[1:], "_"); rest != "" {
		name += exportedTail(first, rest, python)
	}
	if unicode.IsDigit([]rune(name)[0]) {
		name = "arg" + name
	}
	if token.IsKeyword(name) || shadowed[name] {
		name += "_"
	}
	if name == "ctx" {
		name = "ctxArg"
	}
	return name
}

// exportedTail returns a parameter's name after its first word.
func exportedTail(first, rest, python string) string {
	tail := camel(rest, true)
	if gen.WireName(first+tail) != python {
		if plain := camel(rest, false); gen.WireName(first+plain) == python {
			return plain
		}
	}
	return tail
}

// names makes identifiers unique.
type names map[string]bool

func (n names) take(name string) string {
	free := name
	for i := 2; n[free]; i++ {
		free = name + strconv.Itoa(i)
	}
	n[free] = true
	return free
}

// clientMethods are the names of methods that every generated client has.
var clientMethods = map[string]bool{"With": true, "On": true, "Target": true, "CanSend": true, "Pin": true, "Unpinned": true}

// interfaceName returns the name of a client class without a suffix such as API
// or Client.
func interfaceName(class string) string {
	name := strings.TrimLeft(class, "_")
	for _, suffix := range []string{"Stub", "Client", "API", "Api", "RPC", "Rpc"} {
		if short, ok := strings.CutSuffix(name, suffix); ok && short != "" {
			name = short
		}
	}
	return camelClass(name)
}

func camelClass(name string) string {
	rs := []rune(strings.Join(words(name), ""))
	if len(rs) == 0 {
		return "Interface"
	}
	rs[0] = unicode.ToUpper(rs[0])
	if !unicode.IsUpper(rs[0]) {
		return "X" + string(rs)
	}
	return string(rs)
}

// sentence splits a class name into words: "instance not found" for
// InstanceNotFound.
func sentence(class string) string {
	var b strings.Builder
	rs := []rune(class)
	for i, r := range rs {
		small := i > 0 && (!unicode.IsUpper(rs[i-1]) || i+1 < len(rs) && unicode.IsLower(rs[i+1]))
		if unicode.IsUpper(r) && small {
			b.WriteByte(' ')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

func keyText(n *pyast.Node) (string, bool) {
	if n == nil {
		return "", false
	}
	s, ok := n.Value.(string)
	return s, ok
}
