package pyexport

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// clientMethod writes one method of a client class.
type clientMethod struct {
	*client
	method *Method
	names  map[*Param]string // of the parameters
	taken  nameSet
	locals locals
}

func (c *client) method(m *Method) {
	cm := &clientMethod{client: c, method: m, names: map[*Param]string{}}
	cm.name()
	cm.write()
}

// reserved are arguments that oslo.messaging's call(self, ctxt, method, **kwargs)
// has no room for.
var reserved = set("self", "ctxt", "method")

// name gives the parameters and the variables their names.
func (c *clientMethod) name() {
	c.taken = set("self", "ctxt", "messaging", "tuple")
	for _, p := range c.method.Params {
		text := p.Name
		if p.Role == Argument {
			a := c.method.Rule.Args[p.Rule]
			text = a.Name
			for _, wire := range []string{a.Name, a.Was} {
				if reserved[wire] {
					c.out.problems.add(p.Pos, "argument %q of %s: Python clients can't send it, because RPCClient.call has a parameter of that name; give it another one with //oslo:arg name=", wire, c.method.Go)
				}
			}
		}
		c.names[p] = c.taken.take(name(text))
		p.Python, p.Needed = c.names[p], p.Role != Argument || c.defaultOf(p) == ""
	}
	c.locals = locals{c.taken.take("version"), c.taken.take("method"), c.taken.take("kwargs"), c.taken.take("cctxt")}
	for _, k := range c.method.Constants {
		if reserved[k.Name] {
			c.out.problems.add(c.method.Pos, "constant %q of %s: Python clients can't send it, because RPCClient.call has a parameter of that name", k.Name, c.method.Go)
		}
	}
}

func (c *clientMethod) write() {
	hint, tuple := c.result(c.method.Results)
	c.list("def "+c.method.Python+"(", c.signature(), ") -> "+hint+":")
	c.in(func() {
		if doc := c.method.documentation(c.method.Python); doc != nil {
			c.doc(doc...)
		}
		c.body(tuple)
	})
}

// documentation is the text of the Go method, which begins with its Python name.
func (m *Method) documentation(python string) []string {
	list := paragraphs(m.Doc)
	if len(list) > 0 && strings.HasPrefix(list[0], m.Go+" ") {
		list[0] = python + "()" + strings.TrimPrefix(list[0], m.Go)
	}
	return list
}

// signature returns the parameters: those without a default come first.
func (c *clientMethod) signature() []string {
	list := []string{"self", "ctxt"}
	var later, rest []string
	for _, p := range c.method.Params {
		standard := ""
		switch p.Role {
		case Rest:
			rest = append(rest, "**"+c.names[p])
			continue
		case Server, Topic:
			list = append(list, c.names[p]+": str")
			continue
		case Argument:
			standard = c.defaultOf(p)
		}
		if standard == "" {
			list = append(list, c.names[p]+": "+c.hint(p.Type))
			continue
		}
		later = append(later, c.names[p]+": "+c.optionalHint(p.Type, standard)+" = "+standard)
	}
	return slices.Concat(list, later, rest)
}

// defaultOf is the default of an argument that callers may leave out, or "".
func (c *clientMethod) defaultOf(p *Param) string {
	if a := c.method.Rule.Args[p.Rule]; a.Optional || !a.Since.IsZero() || !a.Until.IsZero() {
		return p.standard()
	}
	return ""
}

// body writes the choice of version, name and arguments, and the message.
func (c *clientMethod) body(tuple bool) {
	branches := c.branches()
	kwargs := c.constants()
	for _, p := range c.method.Params {
		if p.Role == Rest {
			kwargs = append(kwargs, "**"+c.names[p])
		}
	}
	common := shared(branches)
	for _, b := range branches {
		b.base = slices.DeleteFunc(b.base, func(e entry) bool { return slices.Contains(common, e) })
	}
	if direct := c.direct(branches, common); direct {
		for _, e := range common {
			kwargs = append(kwargs, e.key+"="+e.value)
		}
		sortRest(kwargs)
		wire := c.choose(branches)
		c.send(branches, wire, kwargs, tuple)
		return
	}
	items := c.constantItems()
	for _, e := range common {
		items = append(items, quote(e.key)+": "+e.value)
	}
	if p := c.method.with(Rest); p != nil {
		items = append(items, "**"+c.names[p])
	}
	c.list(c.locals.kwargs+" = {", items, "}")
	wire := c.choose(branches)
	c.send(branches, wire, []string{"**" + c.locals.kwargs}, tuple)
}

// sortRest puts **kwargs behind the others.
func sortRest(list []string) {
	slices.SortStableFunc(list, func(a, b string) int {
		return strings.Compare(strings.Repeat("*", len(a)-len(strings.TrimLeft(a, "*"))), strings.Repeat("*", len(b)-len(strings.TrimLeft(b, "*"))))
	})
}

// direct reports whether the arguments can stand in the call itself.
func (c *clientMethod) direct(branches []*branch, common []entry) bool {
	named := func(e entry) bool { return isName(e.key) }
	for _, k := range c.method.Constants {
		if !isName(k.Name) {
			return false
		}
	}
	return !slices.ContainsFunc(branches, func(b *branch) bool { return len(b.base)+len(b.lines)+len(b.fixes) > 0 }) &&
		!slices.ContainsFunc(common, func(e entry) bool { return !named(e) })
}

// shared are the arguments that all branches always send by one name.
func shared(branches []*branch) []entry {
	var list []entry
	for _, e := range branches[0].base {
		if !slices.ContainsFunc(branches, func(b *branch) bool { return !slices.Contains(b.base, e) }) {
			list = append(list, e)
		}
	}
	return list
}

func (c *clientMethod) constants() (list []string) {
	for _, k := range c.method.Constants {
		list = append(list, k.Name+"="+literal(k.Value, nil))
	}
	return list
}

func (c *clientMethod) constantItems() (list []string) {
	for _, k := range c.method.Constants {
		list = append(list, quote(k.Name)+": "+literal(k.Value, nil))
	}
	return list
}

// send writes the message and the return of its result.
func (c *clientMethod) send(branches []*branch, wire string, kwargs []string, tuple bool) {
	from := "self.client"
	if c.method.Mandatory {
		from = "self.mandatory_client"
	}
	c.list(c.locals.cctxt+" = "+from+".prepare(", c.prepare(branches), ")")
	verb := "cast("
	if c.method.Kind == "call" {
		verb = "call("
	}
	head, tail := "", ")"
	switch {
	case tuple:
		head, tail = "return tuple(", "))"
	case len(c.method.Results) > 0:
		head = "return "
	}
	c.list(head+c.locals.cctxt+"."+verb, append([]string{"ctxt", wire}, kwargs...), tail)
}

// prepare are the keywords of the client's prepare.
func (c *clientMethod) prepare(branches []*branch) []string {
	list := []string{"version=" + c.locals.version}
	if c.isFixed(branches) {
		list[0] = "version=" + quote(branches[0].floor.String())
	}
	if p := c.method.with(Server); p != nil {
		list = append(list, "server="+c.names[p])
	}
	if topic := c.topic(); topic != "" {
		list = append(list, "topic="+topic)
	}
	if c.method.Kind == "fanout" {
		list = append(list, "fanout=True")
	}
	if c.method.Timeout > 0 {
		list = append(list, "timeout="+seconds(c.method.Timeout))
	}
	if c.method.Monitor > 0 {
		list = append(list, "call_monitor_timeout="+seconds(c.method.Monitor))
	}
	if c.method.Retry != "" {
		list = append(list, "retry="+c.method.Retry)
	}
	return list
}

// topic is the topic of the method, or "" for the client's.
func (c *clientMethod) topic() string {
	template := c.method.Topic
	if p := c.method.with(Topic); p != nil {
		if template == "" {
			template = c.iface.Topic
		}
		return format(template, map[string]string{p.Name: c.names[p]})
	}
	if template == "" {
		return ""
	}
	return quote(template)
}

// seconds writes a duration as Python does.
func seconds(d time.Duration) string { return strconv.FormatFloat(d.Seconds(), 'f', -1, 64) }
