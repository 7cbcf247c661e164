package gen

import (
	"go/ast"
	"go/token"
	"strings"
)

// parse reads the arguments of a directive by its rule. It reports mistakes and
// leaves them out, so that the rest can be checked too.
func (ds *directives) parse(raw ast.Directive, r *rule) *directive {
	d := &directive{rule: r, pos: raw.Slash, values: map[string]value{}}
	args, err := raw.ParseArgs()
	if err != nil {
		ds.report.errorf(raw.ArgsPos, "%s:%s: %s", tool, r.name, err)
	}
	d.words = len(args)
	for _, arg := range args {
		if strings.HasPrefix(arg.Arg, "//") || arg.Arg == "#" {
			ds.report.errorf(arg.Pos, "%s:%s: a comment can't stand behind a directive: put it on a line of its own", tool, r.name)
			break
		}
		if n := len(d.args); n < len(r.args) || r.variadic {
			k := r.args[min(n, len(r.args)-1)]
			d.args = append(d.args, ds.value(k, k.name, arg.Arg, arg.Pos))
			continue
		}
		ds.parseKey(d, arg)
	}
	if err == nil {
		ds.checkComplete(d)
	}
	return d
}

func (ds *directives) parseKey(d *directive, arg ast.DirectiveArg) {
	name, text, hasValue := strings.Cut(arg.Arg, "=")
	k := d.rule.key(name)
	switch {
	case name == "" && hasValue:
		ds.report.errorf(arg.Pos, "%s:%s: write key=value, without spaces around =", tool, d.rule.name)
		return
	case k == nil && len(d.rule.keys) == 0:
		ds.report.errorf(arg.Pos, "%s:%s takes no more words: %q", tool, d.rule.name, arg.Arg)
		return
	case k == nil:
		ds.report.errorf(arg.Pos, "%s:%s has no key %q%s", tool, d.rule.name, name, d.rule.adviseKey(arg.Arg))
		return
	case d.has(name):
		ds.report.errorf(arg.Pos, "key %s is given twice", name)
		return
	}
	d.values[name] = ds.keyValue(*k, arg, text, hasValue)
}

// keyValue reads the value of a key. A flag has none.
func (ds *directives) keyValue(k key, arg ast.DirectiveArg, text string, hasValue bool) value {
	pos := arg.Pos
	if hasValue {
		pos += token.Pos(len(k.name) + 1)
	}
	switch {
	case k.value.check == nil && hasValue:
		ds.report.errorf(arg.Pos, "%s takes no value: write the word alone", k.name)
	case k.value.check != nil && !hasValue:
		ds.report.errorf(arg.Pos, "%s needs a value: %s=%s", k.name, k.name, k.value.example)
		return value{text, pos, true}
	case k.value.check != nil:
		return ds.value(k.value, k.name, text, pos)
	}
	return value{text: text, pos: pos}
}

// value reads a value, which has to be of its kind.
func (ds *directives) value(k kind, name, text string, pos token.Pos) value {
	err := k.check(text)
	if err != nil {
		ds.report.errorf(pos, "%s %q: %s%s", name, text, err, k.adviseValue(text))
	}
	return value{text, pos, err != nil}
}

// checkComplete reports required arguments and keys that are missing.
func (ds *directives) checkComplete(d *directive) {
	if n := len(d.args); n < len(d.rule.args) {
		missing := d.rule.args[n]
		ds.report.errorf(d.pos, "%s:%s needs the %s, such as %s", tool, d.rule.name, missing.name, missing.example)
	}
	for _, k := range d.rule.keys {
		if k.required && !d.has(k.name) {
			ds.report.errorf(d.pos, "%s:%s needs %s=, such as %s=%s", tool, d.rule.name, k.name, k.name, k.value.example)
		}
	}
}
