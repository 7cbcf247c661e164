package pyimport

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/oslogen/oslogen/gen/pyimport/pyast"
	"github.com/oslogen/oslogen/gen/pyimport/trace"
)

// destination finds the target of messages.
type destination struct {
	look  *lookup
	class *pyast.Class
}

// topic is a topic in oslogen's form, with the names of parameters in braces.
type topic struct {
	text   string
	params []Param
	why    string // why the topic is not known
}

// topic finds the value of a topic, a namespace or an exchange.
func (d *destination) topic(v trace.Value) topic {
	switch v := v.(type) {
	case nil:
		return topic{}
	case trace.Const:
		text, _ := v.V.(string)
		return topic{text: text}
	case *trace.Sym:
		return d.symbolic(v)
	}
	return topic{why: "it is " + trace.Text(v)}
}

func (d *destination) symbolic(v *trace.Sym) topic {
	switch {
	case v.Option != "":
		if f, ok := d.look.option(v.Option, d.class.Module.File); ok {
			return d.topic(f.value)
		}
		return topic{why: "the option " + v.Option + " has no one default"}
	case v.Given != "":
		if f, ok := d.look.given(d.class, v.Given); ok {
			return d.topic(f.value)
		}
		return topic{why: "the constructor is given it, as " + v.Given}
	case v.Type == "str" && len(v.Parts) > 0:
		return d.template(v)
	case len(v.Parts) == 1:
		return d.topic(v.Parts[0])
	case len(v.Roots) > 0:
		p := Param{parameter(pathName(v)), v.Text}
		return topic{text: "{" + p.Name + "}", params: []Param{p}}
	}
	return topic{why: "it is " + v.Text}
}

func (d *destination) template(v *trace.Sym) topic {
	var out topic
	for _, part := range v.Parts {
		t := d.topic(part)
		if sym, ok := part.(*trace.Sym); ok && t.why != "" && sym.Given == "" && sym.Option == "" && !strings.HasPrefix(sym.Text, "self.") {
			p := Param{parameter(pathName(sym)), sym.Text}
			t = topic{text: "{" + p.Name + "}", params: []Param{p}}
		}
		out.text += t.text
		out.params = append(out.params, t.params...)
		out.why = cmp.Or(out.why, t.why)
	}
	if out.why != "" {
		return topic{why: out.why}
	}
	return out
}

var pathWord = regexp.MustCompile(`(?:\.|\[')([A-Za-z_]\w*)`)

// pathName returns a name for an expression: the parameter's own name, the name
// that a format string gives it, or the last attribute or key in it.
func pathName(v *trace.Sym) string {
	found := pathWord.FindAllStringSubmatch(v.Text, -1)
	switch {
	case v.Whole:
		return v.Text
	case v.Hint != "":
		return v.Hint
	case len(found) > 0 && !strings.Contains(v.Text, "("):
		return found[len(found)-1][1]
	}
	return "host"
}

// server returns the parameter that names the server of a group of messages. It
// returns nil when all of them go to any server.
func (d *destination) server(group []seen) *Param {
	var first *Param
	for _, s := range group {
		v := s.Target["server"]
		if v == nil {
			continue
		}
		if c, ok := v.(trace.Const); ok && c.V == nil {
			continue
		}
		p := &Param{"host", trace.Text(v)}
		if sym, ok := v.(*trace.Sym); ok {
			p.Name = parameter(pathName(sym))
		}
		if first == nil {
			first = p
		} else if first.Name != p.Name {
			first.Name = "host"
		}
	}
	return first
}

// duration returns a time in seconds as Go writes it. It returns "" when the
// messages differ in it or it is not known.
func (d *destination) duration(group []seen, field string) string {
	text := ""
	for _, s := range group {
		t := d.seconds(s.Target[field])
		if t == "" || text != "" && t != text {
			return ""
		}
		text = t
	}
	return text
}

func (d *destination) seconds(v trace.Value) string {
	if sym, ok := v.(*trace.Sym); ok && sym.Option != "" {
		f, ok := d.look.option(sym.Option, d.class.Module.File)
		if !ok {
			return ""
		}
		v = f.value
	}
	c, ok := v.(trace.Const)
	if !ok {
		return ""
	}
	switch n := c.V.(type) {
	case int64:
		return seconds(n)
	case float64:
		return strconv.FormatFloat(n, 'f', -1, 64) + "s"
	}
	return ""
}

// attempts returns the number that all messages give to a field, or "".
func attempts(group []seen, field string) string {
	text := ""
	for _, s := range group {
		c, _ := s.Target[field].(trace.Const)
		n, ok := c.V.(int64)
		if !ok || n < 0 || text != "" && text != strconv.FormatInt(n, 10) {
			return ""
		}
		text = strconv.FormatInt(n, 10)
	}
	return text
}

func seconds(n int64) string {
	switch {
	case n <= 0:
		return ""
	case n%60 == 0 && n > 60:
		return strconv.FormatInt(n/60, 10) + "m"
	}
	return strconv.FormatInt(n, 10) + "s"
}

// topics returns the different topics of a group of messages.
func (d *destination) topics(group []seen) []topic {
	var list []topic
	for _, s := range group {
		t := d.topic(s.Target["topic"])
		if !slices.ContainsFunc(list, func(o topic) bool { return o.text == t.text && o.why == t.why }) {
			list = append(list, t)
		}
	}
	return list
}
