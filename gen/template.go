package gen

import (
	"go/constant"
	"go/types"
)

// resolve reads a value and replaces the Go constants in it.
func resolve(l *loader, m *marked, d *directive, key string) template {
	v, given := d.values[key]
	if !given || v.wrong {
		return template(v.text)
	}
	return template(placeholder.ReplaceAllStringFunc(v.text, func(braced string) string {
		name := braced[1 : len(braced)-1]
		switch obj := l.lookup(m.pkg, m.file, name).(type) {
		case nil:
			if _, _, qualified := cutName(name); qualified {
				l.report.errorf(v.pos, "%s is not declared%s", name, importAdvice(name))
			}
		case *types.Const:
			if obj.Val().Kind() == constant.String {
				return constant.StringVal(obj.Val())
			}
			l.report.errorf(v.pos, "%s is no string constant", name)
		default:
			l.report.errorf(v.pos, "%s is not a constant; give the parameter another name", name)
		}
		return braced
	}))
}

// importAdvice says how to import a package that only a directive names.
func importAdvice(name string) string {
	if _, _, ok := cutName(name); !ok {
		return ""
	}
	return "; import its package in this file, as _ if nothing else needs it, and name it by its import path"
}
