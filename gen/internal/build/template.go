package build

import (
	"go/constant"
	"go/types"

	"github.com/oslogen/oslogen/gen/internal/annotated"
	"github.com/oslogen/oslogen/gen/internal/directive"
	"github.com/oslogen/oslogen/gen/internal/load"
)

// resolve reads a value and replaces the Go constants in it.
func resolve(l *load.Loader, m *annotated.Interface, d *directive.Directive, key string) directive.Template {
	v, given := d.Values[key]
	if !given || v.Wrong {
		return directive.Template(v.Text)
	}
	return directive.Template(directive.Placeholder.ReplaceAllStringFunc(v.Text, func(braced string) string {
		name := braced[1 : len(braced)-1]
		switch obj := l.Lookup(m.Package, m.File, name).(type) {
		case nil:
			if _, _, qualified := directive.CutName(name); qualified {
				l.Report.Errorf(v.Pos, "%s is not declared%s", name, importAdvice(name))
			}
		case *types.Const:
			if obj.Val().Kind() != constant.String {
				l.Report.Errorf(v.Pos, "%s is no string constant", name)
				break
			}
			text := constant.StringVal(obj.Val())
			if err := directive.CheckWord(text); err != nil {
				l.Report.Errorf(v.Pos, "constant %s is %q: %s", name, text, err)
				return name
			}
			return text
		default:
			l.Report.Errorf(v.Pos, "%s is not a constant; give the parameter another name", name)
		}
		return braced
	}))
}

// importAdvice says how to import a package that only a directive names.
func importAdvice(name string) string {
	if _, _, ok := directive.CutName(name); !ok {
		return ""
	}
	return "; import its package in this file, as _ if nothing else needs it, and name it by its import path"
}
