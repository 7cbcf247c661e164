package apidoc

import (
	"strings"
	"time"
)

// osloctlExample calls a method by osloctl.
func (i *Interface) osloctlExample(m *Method) string {
	r := i.example(m)
	target := i.topic(m)
	if m.Server != "" {
		target += "." + m.Server
	}
	words := []string{"osloctl", m.Kind, shell(target), shell(r.name)}
	for n, a := range r.args {
		words = append(words, shellArgument(r.names[n], a.Sample))
	}
	flag := func(name, value string) {
		if value != "" {
			words = append(words, "--"+name+" "+shell(value))
		}
	}
	flag("exchange", fill(i.Exchange))
	flag("namespace", fill(i.RPC.Namespace))
	flag("version", r.label.String())
	if m.Kind == "call" {
		flag("timeout", duration(m.Timeout))
		flag("monitor", duration(m.Monitor))
	}
	return wrapped(words) + "\n"
}

// osloctlTail shows the events of an interface.
func (i *Interface) osloctlTail() string {
	words := []string{"osloctl", "tail"}
	for _, topic := range i.Notify.Topics {
		if topic != "notifications" || len(i.Notify.Topics) > 1 {
			words = append(words, shell(topic))
		}
	}
	if i.Exchange != "" {
		words = append(words, "--exchange "+shell(fill(i.Exchange)))
	}
	var types []string
	for _, m := range i.Methods {
		types = append(types, m.pattern())
	}
	if pattern := prefixOf(types); pattern != "*" {
		words = append(words, "--event "+shell(pattern))
	}
	return strings.Join(words, " ") + "\n"
}

// prefixOf is a pattern of osloctl that all event types match.
func prefixOf(types []string) string {
	prefix := types[0]
	for _, t := range types {
		if t == prefix {
			continue
		}
		prefix = strings.TrimSuffix(prefix, "*")
		for !strings.HasPrefix(t, prefix) {
			prefix = prefix[:strings.LastIndexByte(strings.TrimSuffix(prefix, "."), '.')+1]
		}
		prefix += "*"
	}
	return prefix
}

// wrapped writes words on lines that are not too long.
func wrapped(words []string) string {
	var b strings.Builder
	length := 0
	for n, word := range words {
		switch {
		case n == 0:
		case length+len(word)+1 > width:
			b.WriteString(" \\\n    ")
			length = 4
		default:
			b.WriteString(" ")
			length++
		}
		b.WriteString(word)
		length += len(word)
	}
	return b.String()
}

// duration writes a time as osloctl and Go read it: 30m, 1m30s, 500ms.
func duration(d time.Duration) string {
	if d == 0 {
		return ""
	}
	text := d.String()
	if strings.HasSuffix(text, "m0s") {
		text = strings.TrimSuffix(text, "0s")
	}
	if strings.HasSuffix(text, "h0m") {
		text = strings.TrimSuffix(text, "0m")
	}
	return text
}
