package trace

import (
	"fmt"
	"strings"
)

// binary evaluates a + b, a % b and the like.
func binary(op string, a, b Value) Value {
	switch op {
	case "Add":
		x, isInt := number(a)
		if y, areInts := number(b); isInt && areInts {
			return Const{x + y}
		}
		if isText(a) || isText(b) {
			return joined([]Value{a, b})
		}
		if l, ok := a.(*List); ok {
			if m, ok := b.(*List); ok {
				return &List{Elems: append(append([]Value{}, l.Elems...), m.Elems...), Tuple: l.Tuple}
			}
		}
	case "Mod":
		if format, ok := Str(a); ok {
			return percent(format, b)
		}
	case "BitOr":
		if d, ok := a.(*Dict); ok {
			sum := newDict()
			sum.merge(d)
			sum.merge(b)
			return sum
		}
	}
	return derived(Text(a)+" "+op+" "+Text(b), "", a, b)
}

// number returns v if it is a known integer.
func number(v Value) (int64, bool) {
	c, ok := v.(Const)
	if !ok {
		return 0, false
	}
	n, ok := c.V.(int64)
	return n, ok
}

func isText(v Value) bool {
	if _, ok := Str(v); ok {
		return true
	}
	s, ok := v.(*Sym)
	return ok && s.Type == "str"
}

// joined puts a string together. It is a constant if all parts are known.
func joined(parts []Value) Value {
	parts = flatten(parts)
	if len(parts) == 1 {
		if s, ok := Str(parts[0]); ok {
			return Const{s}
		}
	}
	if len(parts) == 0 {
		return Const{""}
	}
	texts := make([]string, len(parts))
	for i, part := range parts {
		texts[i] = "{" + Text(part) + "}"
		if s, ok := Str(part); ok {
			texts[i] = s
		}
	}
	return &Sym{Text: "f'" + strings.Join(texts, "") + "'", Type: "str", Roots: Roots(parts...), Parts: parts}
}

// flatten joins neighbouring constants and splits joined strings into their
// parts.
func flatten(parts []Value) []Value {
	var out []Value
	for _, part := range parts {
		s, isSym := part.(*Sym)
		switch {
		case isSym && s.Type == "str" && len(s.Parts) > 0:
			out = append(out, flatten(s.Parts)...)
			continue
		case isSym:
			out = append(out, part)
			continue
		}
		text, ok := Str(part)
		if !ok {
			if c, isConst := part.(Const); isConst {
				text, ok = fmt.Sprint(c.V), true
			}
		}
		switch {
		case !ok:
			out = append(out, part)
		case text == "":
		default:
			out = append(out, Const{text})
		}
	}
	return glue(out)
}

func glue(parts []Value) []Value {
	var out []Value
	for _, part := range parts {
		text, ok := Str(part)
		if ok && len(out) > 0 {
			if before, was := Str(out[len(out)-1]); was {
				out[len(out)-1] = Const{before + text}
				continue
			}
		}
		out = append(out, part)
	}
	return out
}

// percent evaluates format % args for %s, %d and %(name)s.
func percent(format string, args Value) Value {
	list := []Value{args}
	if l, ok := args.(*List); ok && l.Tuple {
		list = l.Elems
	}
	var parts []Value
	for {
		before, after, found := strings.Cut(format, "%")
		parts = append(parts, Const{before})
		if !found {
			return joined(parts)
		}
		var part Value
		part, format, list = directive(after, args, list)
		parts = append(parts, part)
	}
}

// directive returns the value for the text after a %, and the rest of both.
func directive(after string, args Value, list []Value) (part Value, rest string, left []Value) {
	var v Value
	switch {
	case strings.HasPrefix(after, "%"):
		return Const{"%"}, after[1:], list
	case strings.HasPrefix(after, "("):
		name, tail, _ := strings.Cut(after[1:], ")")
		after = tail
		v = derived(Text(args)+"['"+name+"']", "", args)
		if d, ok := args.(*Dict); ok && d.Vals[name] != nil {
			v = hinted(d.Vals[name], name)
		}
	case len(list) > 0:
		v, list = list[0], list[1:]
	default:
		v = derived("...", "")
	}
	end := strings.IndexAny(after, "sdirfx") + 1
	return v, after[end:], list
}

// hinted names a value after its place in a format.
func hinted(v Value, name string) Value {
	s, ok := v.(*Sym)
	if !ok || s.Type == "str" {
		return v
	}
	named := *s
	named.Hint = name
	return &named
}

// textMethod evaluates a method of str if everything is known. Otherwise it
// returns nil.
func textMethod(s, name string, args []Value) Value {
	texts := make([]string, len(args))
	for i, a := range args {
		text, ok := Str(a)
		if !ok {
			return openMethod(s, name, args)
		}
		texts[i] = text
	}
	switch {
	case name == "replace" && len(texts) == 2:
		return Const{strings.ReplaceAll(s, texts[0], texts[1])}
	case name == "lower":
		return Const{strings.ToLower(s)}
	case name == "upper":
		return Const{strings.ToUpper(s)}
	case name == "strip":
		return Const{strings.TrimSpace(s)}
	case name == "startswith" && len(texts) == 1:
		return Const{strings.HasPrefix(s, texts[0])}
	case name == "endswith" && len(texts) == 1:
		return Const{strings.HasSuffix(s, texts[0])}
	case name == "split" && len(texts) == 1 && texts[0] != "":
		l := &List{}
		for part := range strings.SplitSeq(s, texts[0]) {
			l.Elems = append(l.Elems, Const{part})
		}
		return l
	}
	return openMethod(s, name, args)
}

// openMethod evaluates join and format, whose arguments may be unknown.
func openMethod(s, name string, args []Value) Value {
	var parts []Value
	switch {
	case name == "join" && len(args) == 1:
		l, ok := args[0].(*List)
		if !ok {
			return nil
		}
		for i, elem := range l.Elems {
			if i > 0 {
				parts = append(parts, Const{s})
			}
			parts = append(parts, elem)
		}
		return joined(parts)
	case name == "format":
		for i, piece := range strings.Split(s, "{}") {
			if i > len(args) {
				return nil
			}
			if i > 0 {
				parts = append(parts, args[i-1])
			}
			parts = append(parts, Const{piece})
		}
		return joined(parts)
	}
	return nil
}
