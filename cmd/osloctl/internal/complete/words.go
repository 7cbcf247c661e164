package complete

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/session"
)

// Line is a command line with a word that is to be completed.
type Line struct {
	Args    []string            // of the command, before the word
	Flags   map[string][]string // values of flags before the word, by their names
	Flag    string              // whose value the word is, "" for an argument
	Current string              // the word as far as it is typed
}

// Completer is a command that knows the possible values of its arguments and flags.
type Completer interface {
	// Complete lists words. Those that do not begin as the line's current one are left out.
	Complete(Line) []string
}

// Words prints the candidates for the last word, a line each.
type Words struct {
	Words []string `arg:"" optional:"" passthrough:""`
}

// Run prints the candidates.
func (w *Words) Run(k *kong.Context, s *session.Session) error {
	words := w.Words
	if len(words) > 0 && words[0] == "--" {
		words = words[1:]
	}
	if len(words) == 0 {
		return nil
	}
	for _, c := range Candidates(k.Model.Node, words[:len(words)-1], words[len(words)-1]) {
		fmt.Fprintln(s.Stdout, c)
	}
	return nil
}

// Candidates lists the possible completions of the word current, which follows the
// words before.
func Candidates(root *kong.Node, before []string, current string) []string {
	node, line := walk(root, before)
	line.Current = current
	if len(before) > 0 {
		if f := flagOf(node, before[len(before)-1]); f != nil && !f.IsBool() {
			line.Flag = f.Name
			return match(slices.Concat(f.EnumSlice(), asked(node, line)), current)
		}
	}
	if name, value, ok := strings.Cut(current, "="); ok && strings.HasPrefix(name, "--") {
		if f := flagOf(node, name); f != nil {
			line.Flag, line.Current = f.Name, value
			return match(prefixed(name+"=", slices.Concat(f.EnumSlice(), asked(node, line))), current)
		}
	}
	if strings.HasPrefix(current, "-") {
		return match(flags(node), current)
	}
	if len(node.Children) > 0 {
		return match(commands(node), current)
	}
	words := asked(node, line)
	if len(line.Args) < len(node.Positional) {
		words = append(words, node.Positional[len(line.Args)].EnumSlice()...)
	}
	return match(words, current)
}

// asked asks the command itself.
func asked(node *kong.Node, line Line) []string {
	if !node.Target.IsValid() || !node.Target.CanAddr() {
		return nil
	}
	c, ok := reflect.TypeAssert[Completer](node.Target.Addr())
	if !ok {
		return nil
	}
	return c.Complete(line)
}

// walk follows the commands among words, and reads the flags and arguments of the last
// one.
func walk(root *kong.Node, words []string) (node *kong.Node, line Line) {
	node, line.Flags = root, map[string][]string{}
	for i := 0; i < len(words); i++ {
		name, value, joined := strings.Cut(words[i], "=")
		f := flagOf(node, name)
		at := slices.IndexFunc(node.Children, func(c *kong.Node) bool { return c.Name == words[i] })
		switch {
		case f != nil && joined:
			line.Flags[f.Name] = append(line.Flags[f.Name], value)
		case f != nil && f.IsBool(), f == nil && strings.HasPrefix(words[i], "--"):
		case f != nil:
			if i++; i < len(words) {
				line.Flags[f.Name] = append(line.Flags[f.Name], words[i])
			}
		case at >= 0:
			node = node.Children[at]
		default:
			line.Args = append(line.Args, words[i])
		}
	}
	return node, line
}
