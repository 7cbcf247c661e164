package directive

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/internal/report"
)

// Comments holds the directive comments of one file that no declaration has
// claimed. A well-formed one that stays unclaimed has no effect and is
// reported. A misspelt one in such a place counts as prose.
type Comments struct {
	report   *report.Reporter
	file     *ast.File
	waiting  map[token.Pos]ast.Directive
	attempts map[token.Pos]string // complaints about comments that may be misspelt directives
	Allows   []Allow              // oslo:allow, which may stand anywhere
	seen     map[token.Pos]bool   // comments in places where a directive has an effect
}

// NewComments collects the comments of a file that are directives or may be
// meant as directives.
func NewComments(file *ast.File, report *report.Reporter) *Comments {
	ds := &Comments{report: report, file: file, waiting: map[token.Pos]ast.Directive{}, attempts: map[token.Pos]string{}, seen: map[token.Pos]bool{}}
	for _, group := range file.Comments {
		for _, c := range group.List {
			d, ok := ast.ParseDirective(c.Slash, c.Text)
			switch isOurs := ok && d.Tool == Tool; {
			case isOurs && d.Name == allowName:
				ds.Allows = append(ds.Allows, newAllow(d))
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
func (ds *Comments) attempt(c *ast.Comment) {
	if wrong := attempt(c.Text); wrong != "" {
		ds.attempts[c.Slash] = wrong
	}
}

// Attempted reports whether a claimed doc has a directive with a mistake, which
// is reported already. Directives that were read without one do not count.
func (ds *Comments) Attempted(doc *ast.CommentGroup, read ...*Directive) bool {
	return doc != nil && slices.ContainsFunc(doc.List, func(c *ast.Comment) bool {
		return ds.seen[c.Slash] && !slices.ContainsFunc(read, func(d *Directive) bool { return d.Pos == c.Slash })
	})
}

// Claim takes and parses the directives in the comment of a declaration.
func (ds *Comments) Claim(doc *ast.CommentGroup, on Target) []*Directive {
	if doc == nil {
		return nil
	}
	var list []*Directive
	for _, c := range doc.List {
		if d := ds.Take(c, on); d != nil {
			list = append(list, d)
		}
	}
	return ds.Unique(list)
}

// Take takes the directive in c. It reports c if it was meant as a directive
// and is none.
func (ds *Comments) Take(c *ast.Comment, on Target) *Directive {
	if wrong := ds.attempts[c.Slash]; wrong != "" {
		ds.report.Errorf(c.Slash, "%s", wrong)
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

// Behind reports directives that stand behind a declaration, on its line.
func (ds *Comments) Behind(comment *ast.CommentGroup, on Target) {
	if comment == nil {
		return
	}
	for _, c := range comment.List {
		raw, ok := ds.waiting[c.Slash]
		if ok {
			ds.report.Errorf(c.Slash, "%s:%s stands behind %s: put it on the line above", Tool, raw.Name, on)
		} else if wrong := ds.attempts[c.Slash]; wrong != "" {
			ds.report.Errorf(c.Slash, "%s", wrong)
		}
		if ok || ds.attempts[c.Slash] != "" {
			delete(ds.waiting, c.Slash)
			delete(ds.attempts, c.Slash)
			ds.seen[c.Slash] = true
		}
	}
}

// Unique reports and removes directives that stand twice on one declaration.
func (ds *Comments) Unique(list []*Directive) []*Directive {
	if len(list) < 2 {
		return list
	}
	seen := map[string]bool{}
	return slices.DeleteFunc(list, func(d *Directive) bool {
		twice := seen[d.rule.name] && !d.rule.repeat
		if twice {
			ds.report.Errorf(d.Pos, "%s:%s is given twice", Tool, d.rule.name)
		}
		seen[d.rule.name] = true
		return twice
	})
}

// rule finds the grammar of a directive on a declaration, or reports that there
// is none.
func (ds *Comments) rule(d ast.Directive, on Target) *rule {
	for i := range grammar {
		if grammar[i].name == d.Name && grammar[i].on == on {
			return &grammar[i]
		}
	}
	if where := targets(d.Name); where != "" {
		ds.report.Errorf(d.Slash, "%s:%s belongs on %s, not on %s", Tool, d.Name, where, on)
	} else {
		ds.unknown(d, on)
	}
	return nil
}

// targets lists the declarations on which a directive may stand.
func targets(name string) string {
	var list []string
	for _, r := range grammar {
		if r.name == name {
			list = append(list, string(r.on))
		}
	}
	return strings.Join(list, " or ")
}

func (ds *Comments) unknown(d ast.Directive, on Target) {
	ds.report.Errorf(d.Slash, "unknown directive %s:%s%s", Tool, d.Name, adviseName(d.Name, on))
}

// Leftovers reports the directives that no declaration has claimed.
func (ds *Comments) Leftovers() {
	for _, d := range ds.waiting {
		switch {
		case ruleNamed(d.Name) == nil:
			ds.unknown(d, "")
		case ds.isStrayField(d):
		case ds.inFunc(d.Slash):
			ds.report.Errorf(d.Slash, "%s:%s is in a function: its interface must be at package level", Tool, d.Name)
		default:
			ds.report.Errorf(d.Slash, "%s:%s is not directly above %s", Tool, d.Name, targets(d.Name))
		}
	}
}

// StrayFields reports the directives on fields of structs that are no request.
func (ds *Comments) StrayFields() {
	for _, d := range ds.waiting {
		if ds.isStrayField(d) {
			ds.report.Errorf(d.Slash, "%s:%s has no effect: the field is no argument of a method, which has its struct as %s:request", Tool, d.Name, Tool)
		}
	}
}

// isStrayField reports whether d stands above a field of a struct, where such
// directives may stand.
func (ds *Comments) isStrayField(d ast.Directive) bool {
	found := false
	ast.Inspect(ds.file, func(n ast.Node) bool {
		if s, ok := n.(*ast.StructType); ok {
			found = found || slices.ContainsFunc(s.Fields.List, func(f *ast.Field) bool {
				return f.Doc != nil && f.Doc.Pos() <= d.Slash && d.Slash < f.Doc.End()
			})
		}
		return !found && n != nil && n.Pos() <= d.Slash && d.Slash < n.End()
	})
	return found && slices.ContainsFunc(grammar, func(r rule) bool { return r.name == d.Name && r.on == OnField })
}

func (ds *Comments) inFunc(pos token.Pos) bool {
	return slices.ContainsFunc(ds.file.Decls, func(d ast.Decl) bool {
		fn, ok := d.(*ast.FuncDecl)
		return ok && fn.Body != nil && fn.Body.Pos() <= pos && pos < fn.Body.End()
	})
}

// Interfaces returns the positions of directives that belong on interfaces
// and that nothing has claimed.
func (ds *Comments) Interfaces() []token.Pos {
	var list []token.Pos
	for pos, d := range ds.waiting {
		if r := ruleNamed(d.Name); r != nil && r.on == OnInterface {
			list = append(list, pos)
		}
	}
	return list
}

// IsAttempt reports whether a comment may be a misspelt directive.
func (ds *Comments) IsAttempt(c *ast.Comment) bool { return ds.attempts[c.Slash] != "" }
