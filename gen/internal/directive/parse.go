package directive

import (
	"go/ast"
	"go/token"
	"strings"
)

// parse reads the arguments of a directive by its rule. It reports mistakes and
// leaves them out, so that the rest can be checked too.
func (ds *Comments) parse(raw ast.Directive, r *rule) *Directive {
	d := &Directive{rule: r, Pos: raw.Slash, Values: map[string]Value{}}
	args, err := raw.ParseArgs()
	if err != nil {
		ds.report.Errorf(raw.ArgsPos, "%s:%s: %s", Tool, r.name, err)
	}
	d.Words = len(args)
	for _, arg := range args {
		if strings.HasPrefix(arg.Arg, "//") || arg.Arg == "#" {
			ds.report.Errorf(arg.Pos, "%s:%s: a comment can't stand behind a directive: put it on a line of its own", Tool, r.name)
			break
		}
		if n := len(d.Args); n < len(r.args) || r.variadic {
			k := r.args[min(n, len(r.args)-1)]
			d.Args = append(d.Args, ds.value(k, k.name, arg.Arg, arg.Pos))
			continue
		}
		ds.parseKey(d, arg)
	}
	if err == nil {
		ds.checkComplete(d)
	}
	return d
}

func (ds *Comments) parseKey(d *Directive, arg ast.DirectiveArg) {
	name, text, hasValue := strings.Cut(arg.Arg, "=")
	k := d.rule.key(name)
	switch {
	case name == "" && hasValue:
		ds.report.Errorf(arg.Pos, "%s:%s: write key=value, without spaces around =", Tool, d.rule.name)
		return
	case k == nil && len(d.rule.keys) == 0:
		ds.report.Errorf(arg.Pos, "%s:%s takes no more words: %q", Tool, d.rule.name, arg.Arg)
		return
	case k == nil:
		ds.report.Errorf(arg.Pos, "%s:%s has no key %q%s", Tool, d.rule.name, name, d.rule.adviseKey(arg.Arg))
		return
	case d.Has(name) && !k.repeat:
		ds.report.Errorf(arg.Pos, "key %s is given twice", name)
		return
	}
	v := ds.keyValue(*k, arg, text, hasValue)
	if first, given := d.Values[name]; given {
		v = Value{first.Text + "," + v.Text, first.Pos, first.Wrong || v.Wrong}
	}
	d.Values[name] = v
}

// keyValue reads the value of a key. A flag has none.
func (ds *Comments) keyValue(k key, arg ast.DirectiveArg, text string, hasValue bool) Value {
	pos := arg.Pos
	if hasValue {
		pos += token.Pos(len(k.name) + 1)
	}
	switch {
	case k.value.check == nil && hasValue:
		ds.report.Errorf(arg.Pos, "%s takes no value: write the word alone", k.name)
	case k.value.check != nil && !hasValue:
		ds.report.Errorf(arg.Pos, "%s needs a value: %s=%s", k.name, k.name, k.value.example)
		return Value{text, pos, true}
	case k.value.check != nil:
		return ds.value(k.value, k.name, text, pos)
	}
	return Value{Text: text, Pos: pos}
}

// value reads a value, which has to be of its kind.
func (ds *Comments) value(k kind, name, text string, pos token.Pos) Value {
	err := k.check(text)
	if err != nil {
		ds.report.Errorf(pos, "%s %q: %s%s", name, text, err, k.adviseValue(text))
	}
	return Value{text, pos, err != nil}
}

// checkComplete reports required arguments and keys that are missing.
func (ds *Comments) checkComplete(d *Directive) {
	if n := len(d.Args); n < len(d.rule.args) {
		missing := d.rule.args[n]
		ds.report.Errorf(d.Pos, "%s:%s needs the %s, such as %s", Tool, d.rule.name, missing.name, missing.example)
	}
	for _, k := range d.rule.keys {
		if k.required && !d.Has(k.name) {
			ds.report.Errorf(d.Pos, "%s:%s needs %s=, such as %s=%s", Tool, d.rule.name, k.name, k.name, k.value.example)
		}
	}
}
