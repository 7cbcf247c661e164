package gen

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"
	"time"
)

// tool is the first word of oslogen's directives, as in //oslo:call.
const tool = "oslo"

// directive is one parsed directive comment.
type directive struct {
	rule   *rule
	pos    token.Pos
	words  int // the number of words after the name
	args   []value
	values map[string]value
}

type value struct {
	text string
	pos  token.Pos
}

// has, text, list, side and duration read a key that may be absent.

func (d *directive) has(key string) bool { _, ok := d.values[key]; return ok }

func (d *directive) text(key string) string { return d.values[key].text }

func (d *directive) list(key string) []string {
	if !d.has(key) {
		return nil
	}
	return strings.Split(d.text(key), ",")
}

func (d *directive) side() sideOf {
	if checkSide(d.text("only")) != nil {
		return ""
	}
	return sideOf(d.text("only"))
}

func (d *directive) duration(key string) time.Duration {
	v, _ := time.ParseDuration(d.text(key)) // the grammar has checked it
	return v
}

// directives holds the directive comments of one file that no declaration has
// claimed. A well-formed one that stays unclaimed has no effect and is
// reported. A misspelt one in such a place counts as prose.
type directives struct {
	report   *reporter
	file     *ast.File
	waiting  map[token.Pos]ast.Directive
	attempts map[token.Pos]string // complaints about comments that may be misspelt directives
	allows   []ast.Directive      // oslo:allow, which may stand anywhere
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
				ds.allows = append(ds.allows, d)
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
func (ds *directives) claim(doc *ast.CommentGroup, on place) []*directive {
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
func (ds *directives) take(c *ast.Comment, on place) *directive {
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
func (ds *directives) behind(comment *ast.CommentGroup, on place) {
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
func (ds *directives) rule(d ast.Directive, on place) *rule {
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

func (ds *directives) unknown(d ast.Directive, on place) {
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
			ds.checkValue(k, k.name, arg.Arg, arg.Pos)
			d.args = append(d.args, value{arg.Arg, arg.Pos})
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
	case k.value.check == nil && hasValue:
		ds.report.errorf(arg.Pos, "%s takes no value: write the word alone", name)
	case k.value.check != nil && !hasValue:
		ds.report.errorf(arg.Pos, "%s needs a value: %s=%s", name, name, k.value.example)
	case k.value.check != nil:
		ds.checkValue(k.value, name, text, arg.Pos+token.Pos(len(name)+1))
	}
	pos := arg.Pos
	if hasValue {
		pos += token.Pos(len(name) + 1)
	}
	d.values[name] = value{text, pos}
}

func (ds *directives) checkValue(k kind, name, text string, pos token.Pos) {
	if err := k.check(text); err != nil {
		ds.report.errorf(pos, "%s %q: %s%s", name, text, err, k.adviseValue(text))
	}
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

// on returns the directive called name, or nil.
func on(list []*directive, name string) *directive {
	for _, d := range list {
		if d.rule.name == name {
			return d
		}
	}
	return nil
}
