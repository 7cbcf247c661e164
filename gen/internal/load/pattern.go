package load

import (
	"path"
	"path/filepath"
	"regexp"
	"strings"
)

// MatchesAny reports whether a directory of a module matches a pattern of the go
// command. from is where relative patterns start, root the module's directory.
func MatchesAny(patterns []string, from, root, module, dir string) bool {
	base, err := filepath.Rel(root, from)
	if err != nil {
		base = "."
	}
	for _, p := range patterns {
		if rel, err := filepath.Rel(root, p); err == nil && filepath.IsAbs(p) {
			p = "./" + filepath.ToSlash(rel)
		}
		if patternMatches(p, filepath.ToSlash(base), module, dir) {
			return true
		}
	}
	return false
}

func patternMatches(pattern, base, module, dir string) bool {
	switch {
	case pattern == "all":
		return true
	case pattern == "." || pattern == ".." || strings.HasPrefix(pattern, "./") || strings.HasPrefix(pattern, "../"):
		pattern = path.Join(base, pattern)
	default: // an import path
		dir = path.Join(module, dir)
	}
	if !strings.Contains(pattern, "...") {
		return pattern == dir
	}
	text := strings.ReplaceAll(regexp.QuoteMeta(pattern), `\.\.\.`, `.*`)
	text = strings.TrimPrefix(text, `\./`)
	if rest, ok := strings.CutSuffix(text, `/.*`); ok {
		text = rest + `(/.*)?`
	}
	return regexp.MustCompile(`^` + text + `$`).MatchString(dir)
}
