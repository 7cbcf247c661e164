package gen

import (
	"go/ast"
	"go/token"
	"slices"
)

// directives holds the directive comments of one file that no declaration has
// claimed. A well-formed one that stays unclaimed has no effect and is
// reported. A misspelt one in such a place counts as prose.
type directives struct {
	report   *reporter
	file     *ast.File
	waiting  map[token.Pos]ast.Directive
	attempts map[token.Pos]string // complaints about comments that may be misspelt directives
	allows   []allow              // oslo:allow, which may stand anywhere
	seen     map[token.Pos]bool   // comments in places where a directive has an effect
}

// newDirectives collects the comments of a file that are directives or may be
// meant as directives.
func newDirectives(file *ast.File, report *reporter) *directives {
	ds := &directives{report: report, file: file, waiting: map[token.Pos]ast.Directive{}, attempts: map[token.Pos]string{}, seen: map[token.Pos]bool{}}
	for _, group := range file.Comments {
		for _, c := range group.List {
			d, ok := ast.ParseDirective(c.Slash, c.Text)
			switch isOurs := ok && d.Tool == tool; {
			case isOurs && d.Name == allowName:
				ds.allows = append(ds.allows, newAllow(d))
			case isOurs:
				ds.waiting[c.Slash] = d
			default:
				ds.attempt(c)
			}
		}
	}
	return ds
}

// attempt notes a comment that may be a misspelt directive.
func (ds *directives) attempt(c *ast.Comment) {
	if wrong := attempt(c.Text); wrong != "" {
		ds.attempts[c.Slash] = wrong
	}
}

// attempted reports whether a claimed doc has a directive with a mistake, which
// is reported already. Directives that were read without one do not count.
func (ds *directives) attempted(doc *ast.CommentGroup, read ...*directive) bool {
	return doc != nil && slices.ContainsFunc(doc.List, func(c *ast.Comment) bool {
		return ds.seen[c.Slash] && !slices.ContainsFunc(read, func(d *directive) bool { return d.pos == c.Slash })
	})
}

// claim takes and parses the directives in the comment of a declaration.
func (ds *directives) claim(doc *ast.CommentGroup, on target) []*directive {
	if doc == nil {
		return nil
	}
	var list []*directive
	for _, c := range doc.List {
		if d := ds.take(c, on); d != nil {
			list = append(list, d)
		}
	}
	return ds.unique(list)
}

// take takes the directive in c. It reports c if it was meant as a directive
// and is none.
func (ds *directives) take(c *ast.Comment, on target) *directive {
	if wrong := ds.attempts[c.Slash]; wrong != "" {
		ds.report.errorf(c.Slash, "%s", wrong)
		delete(ds.attempts, c.Slash)
		ds.seen[c.Slash] = true
	}
	raw, ok := ds.waiting[c.Slash]
	if !ok {
		return nil
	}
	delete(ds.waiting, c.Slash)
	ds.seen[c.Slash] = true
	r := ds.rule(raw, on)
	if r == nil {
		return nil
	}
	return ds.parse(raw, r)
}

// behind reports directives that stand behind a declaration, on its line.
func (ds *directives) behind(comment *ast.CommentGroup, on target) {
	if comment == nil {
		return
	}
	for _, c := range comment.List {
		raw, ok := ds.waiting[c.Slash]
		if ok {
			ds.report.errorf(c.Slash, "%s:%s stands behind %s: put it on the line above", tool, raw.Name, on)
		} else if wrong := ds.attempts[c.Slash]; wrong != "" {
			ds.report.errorf(c.Slash, "%s", wrong)
		}
		if ok || ds.attempts[c.Slash] != "" {
			delete(ds.waiting, c.Slash)
			delete(ds.attempts, c.Slash)
			ds.seen[c.Slash] = true
		}
	}
}

// unique reports and removes directives that stand twice on one declaration.
func (ds *directives) unique(list []*directive) []*directive {
	seen := map[string]bool{}
	return slices.DeleteFunc(list, func(d *directive) bool {
		twice := seen[d.rule.name] && !d.rule.repeat
		if twice {
			ds.report.errorf(d.pos, "%s:%s is given twice", tool, d.rule.name)
		}
		seen[d.rule.name] = true
		return twice
	})
}

// rule finds the grammar of a directive on a declaration, or reports that there
// is none.
func (ds *directives) rule(d ast.Directive, on target) *rule {
	var elsewhere *rule
	for i := range grammar {
		if grammar[i].name != d.Name {
			continue
		}
		if grammar[i].on == on {
			return &grammar[i]
		}
		elsewhere = &grammar[i]
	}
	if elsewhere == nil {
		ds.unknown(d, on)
	} else {
		ds.report.errorf(d.Slash, "%s:%s belongs on %s, not on %s", tool, d.Name, elsewhere.on, on)
	}
	return nil
}

func (ds *directives) unknown(d ast.Directive, on target) {
	ds.report.errorf(d.Slash, "unknown directive %s:%s%s", tool, d.Name, adviseName(d.Name, on))
}

// leftovers reports the directives that no declaration has claimed.
func (ds *directives) leftovers() {
	for _, d := range ds.waiting {
		r := ruleNamed(d.Name)
		switch {
		case r == nil:
			ds.unknown(d, "")
		case ds.inFunc(d.Slash):
			ds.report.errorf(d.Slash, "%s:%s is in a function: its interface must be at package level", tool, d.Name)
		default:
			ds.report.errorf(d.Slash, "%s:%s is not directly above %s", tool, d.Name, r.on)
		}
	}
}

func (ds *directives) inFunc(pos token.Pos) bool {
	return slices.ContainsFunc(ds.file.Decls, func(d ast.Decl) bool {
		fn, ok := d.(*ast.FuncDecl)
		return ok && fn.Body != nil && fn.Body.Pos() <= pos && pos < fn.Body.End()
	})
}

// ofInterfaces returns the positions of directives that belong on interfaces
// and that nothing has claimed.
func (ds *directives) ofInterfaces() []token.Pos {
	var list []token.Pos
	for pos, d := range ds.waiting {
		if r := ruleNamed(d.Name); r != nil && r.on == onInterface {
			list = append(list, pos)
		}
	}
	return list
}

// isAttempt reports whether a comment may be a misspelt directive.
func (ds *directives) isAttempt(c *ast.Comment) bool { return ds.attempts[c.Slash] != "" }
