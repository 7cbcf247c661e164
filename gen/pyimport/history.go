package pyimport

import (
	"regexp"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/pyimport/pyast"
	"github.com/oslogen/oslogen/gen/pyimport/trace"
)

// Entry is the text about one version in a history.
type Entry struct {
	Version trace.Version
	Text    string
	Pos     Pos
}

// History holds the versions that a class lists in its docstring or its
// comments.
type History struct {
	Entries  []Entry
	Releases []Release // "Zed supports messaging version 6.1"
}

var (
	// 1.2 - text, * 1.2 - text, |  1.2 - text, 1.2 text.
	entryHead   = regexp.MustCompile(`^[\s#|*]*(\d+\.\d+)\s*(?:-|:|\s)\s*(\S.*)$`)
	releaseText = regexp.MustCompile(`\b([A-Z][a-z]+)(?: and ([A-Z][a-z]+))? (?:supports?|sends|send) (?:messag\w+ )?(?:version )?(\d+\.\d+)\b`)
)

// readHistory reads the history of a class.
func readHistory(c *pyast.Class) *History {
	h := &History{}
	if c.Doc != nil {
		h.read(c.Module.File, c.Doc.Line, strings.Split(c.Doc.Text, "\n"))
	}
	for i := 0; i < len(c.Comments); {
		first, lines := c.Comments[i].Line, []string(nil)
		for ; i < len(c.Comments) && c.Comments[i].Line == first+len(lines); i++ {
			lines = append(lines, strings.TrimLeft(c.Comments[i].Text, "# "))
		}
		h.read(c.Module.File, first, lines)
	}
	return h
}

func (h *History) read(file string, first int, lines []string) {
	open := false
	for n, line := range lines {
		text := strings.Trim(line, " \t|")
		m := entryHead.FindStringSubmatch(line)
		switch {
		case m != nil:
			v, _ := trace.ParseVersion(m[1])
			h.Entries = append(h.Entries, Entry{v, m[2], Pos{file, first + n}})
			open = true
		case text == "":
			open = false
		case strings.HasPrefix(text, "..."):
			open = false
		case open:
			last := &h.Entries[len(h.Entries)-1]
			last.Text += " " + strings.TrimLeft(text, "*. -")
		}
	}
	h.releases(file, first, lines)
}

func (h *History) releases(file string, first int, lines []string) {
	for n, line := range lines {
		if n+1 < len(lines) {
			line += " " + strings.TrimSpace(lines[n+1])
		}
		m := releaseText.FindStringSubmatchIndex(line)
		if m == nil || m[0] >= len(lines[n]) {
			continue
		}
		version := line[m[6]:m[7]]
		h.Releases = append(h.Releases, Release{strings.ToLower(line[m[2]:m[3]]), version, Pos{file, first + n}})
		if m[4] >= 0 {
			h.Releases = append(h.Releases, Release{strings.ToLower(line[m[4]:m[5]]), version, Pos{file, first + n}})
		}
	}
}

// last returns the newest version of one major, or of all majors for -1.
func (h *History) last(major int) (Entry, bool) {
	var last Entry
	found := false
	for _, e := range h.Entries {
		if (major < 0 || e.Version.Major == major) && (!found || last.Version.Less(e.Version)) {
			last, found = e, true
		}
	}
	return last, found
}

var (
	brings  = regexp.MustCompile(`(?i)\b(add\w*|introduc\w*|support\w*|implement\w*|inclu(?:des?|ded|ding))\b`)
	adds    = regexp.MustCompile(`(?i)\b(add\w*|introduc\w*|support\w*|implement\w*|make|made)\b`)
	removes = regexp.MustCompile(`(?i)\b(remov\w*|drop\w*|delet\w*|deprecat\w*|renam\w*)\b`)
	word    = regexp.MustCompile(`[A-Za-z_][A-Za-z0-9_]*`)
)

// mentions reports whether a text has name as a word of its own.
func mentions(text, name string) bool {
	return slices.Contains(word.FindAllString(text, -1), name)
}

// added finds the version that brought a method, in one major.
func (h *History) added(method string, major int) *Entry {
	object := regexp.MustCompile(`(?i)\b(to|in|for|of|from|by|on|obtain)\s+[\w\s,/()&]*\b` + regexp.QuoteMeta(method) + `\b`)
	for i, e := range h.Entries {
		if e.Version.Major != major || !mentions(e.Text, method) {
			continue
		}
		if clause := clauseOf(e.Text, method); brings.MatchString(clause) && !removes.MatchString(clause) &&
			!object.MatchString(clause) && !takesMore(clause, method) {
			return &h.Entries[i]
		}
	}
	return nil
}

// takesMore reports whether a clause says that a method has something new.
func takesMore(clause, method string) bool {
	return regexp.MustCompile(regexp.QuoteMeta(method) + `(\(\))?['"` + "`" + `]*\s+(now|take|accept|get|return|rpc|to take|cluster|signature|args?\b)`).MatchString(clause)
}

// clauseOf returns the sentence of a text in which name stands.
func clauseOf(text, name string) string {
	for _, clause := range strings.FieldsFunc(strings.ReplaceAll(text, ". ", "\n"), func(r rune) bool { return r == '\n' || r == ';' }) {
		if mentions(clause, name) {
			return clause
		}
	}
	return text
}

// addedArg finds the version that brought an argument to a method, in one major.
func (h *History) addedArg(method, arg string, major int) *Entry {
	for i, e := range h.Entries {
		if e.Version.Major != major || !mentions(e.Text, arg) || removes.MatchString(clauseOf(e.Text, arg)) {
			continue
		}
		if namesArg(e.Text, arg) && namesMethod(e.Text, method) && !allOf(e.Text, method) {
			return &h.Entries[i]
		}
	}
	return nil
}

// namesArg tells an argument from an English word with the same spelling.
func namesArg(text, arg string) bool {
	if strings.Contains(arg, "_") {
		return adds.MatchString(text) || strings.Contains(text, "now")
	}
	q := regexp.QuoteMeta(arg)
	return regexp.MustCompile(`(?i)\b`+q+`['"`+"`"+`]*,?\s+((and|,)\s+\w+\s+)*(optional\s+)?(param\w*|arg\w*|option|kwarg\w*|flag|keyword)\b`).MatchString(text) ||
		regexp.MustCompile(`(?i)\b(add\w*|obtain|adding)\s+(an?\s+|the\s+|optional\s+|new\s+)*['"`+"`"+`]*`+q+`\b['"`+"`"+`]*(,| and| to| in|$)`).MatchString(text)
}

// namesMethod reports whether an entry speaks of a method, by its name or as a
// part of a group such as create/update/preview.
func namesMethod(text, method string) bool {
	if mentions(text, method) {
		return true
	}
	for _, group := range regexp.MustCompile(`\b[a-z]+(/[a-z]+)+\b`).FindAllString(text, -1) {
		for verb := range strings.SplitSeq(group, "/") {
			if slices.Contains(strings.Split(method, "_"), verb) {
				return true
			}
		}
	}
	return false
}

// allOf reports whether an entry says that the method itself is new.
func allOf(text, method string) bool {
	h := History{Entries: []Entry{{Text: text}}}
	return h.added(method, 0) != nil
}
