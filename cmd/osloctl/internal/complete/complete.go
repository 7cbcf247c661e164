// Package complete tells shells the next words of a command line. The scripts
// of the shells ask the program itself, so that they can't be out of date.
package complete

import (
	"embed"
	"fmt"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/session"
)

//go:embed osloctl.*
var scripts embed.FS

// Script prints the completion script of a shell.
type Script struct {
	Shell string `arg:"" enum:"bash,zsh,fish" help:"bash, zsh or fish."`
}

// Help says how to use the scripts.
func (Script) Help() string {
	return `Prints a script that completes commands, flags and their values.

For bash: source <(osloctl completion bash). For zsh, in a directory of $fpath: osloctl completion zsh > _osloctl. For fish: osloctl completion fish > ~/.config/fish/completions/osloctl.fish.

Examples:

  osloctl completion bash`
}

// Run prints the script.
func (c *Script) Run(s *session.Session) error {
	script, err := scripts.ReadFile("osloctl." + c.Shell)
	if err != nil {
		return err
	}
	_, err = s.Stdout.Write(script)
	return err
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

// Candidates lists what the word current, which follows the words before, may
// become.
func Candidates(root *kong.Node, before []string, current string) []string {
	node, taken := walk(root, before)
	if len(before) > 0 {
		if f := flagOf(node, before[len(before)-1]); f != nil && !f.IsBool() {
			return match(f.EnumSlice(), current)
		}
	}
	if name, value, ok := strings.Cut(current, "="); ok && strings.HasPrefix(name, "--") {
		if f := flagOf(node, name); f != nil {
			return match(prefixed(name+"=", f.EnumSlice()), name+"="+value)
		}
	}
	if strings.HasPrefix(current, "-") {
		return match(flags(node), current)
	}
	if len(node.Children) > 0 {
		return match(commands(node), current)
	}
	if taken < len(node.Positional) {
		return match(node.Positional[taken].EnumSlice(), current)
	}
	return nil
}

// walk follows the commands among words. taken is how many arguments the last
// command has.
func walk(root *kong.Node, words []string) (node *kong.Node, taken int) {
	node = root
	for i := 0; i < len(words); i++ {
		if f := flagOf(node, words[i]); f != nil {
			if !f.IsBool() {
				i++ // its value
			}
			continue
		}
		if strings.HasPrefix(words[i], "-") {
			continue
		}
		at := slices.IndexFunc(node.Children, func(c *kong.Node) bool { return c.Name == words[i] })
		if at < 0 {
			taken++
			continue
		}
		node, taken = node.Children[at], 0
	}
	return node, taken
}

// flagOf returns the flag that a word names without a value, or nil.
func flagOf(node *kong.Node, word string) *kong.Flag {
	for _, group := range node.AllFlags(false) {
		for _, f := range group {
			if word == "--"+f.Name || f.Short != 0 && word == "-"+string(f.Short) {
				return f
			}
		}
	}
	return nil
}

func flags(node *kong.Node) []string {
	var names []string
	for _, group := range node.AllFlags(true) {
		for _, f := range group {
			names = append(names, "--"+f.Name)
		}
	}
	slices.Sort(names)
	return names
}

func commands(node *kong.Node) []string {
	var names []string
	for _, c := range node.Children {
		if !c.Hidden {
			names = append(names, c.Name)
		}
	}
	return names
}

func prefixed(prefix string, words []string) []string {
	all := make([]string, len(words))
	for i, w := range words {
		all[i] = prefix + w
	}
	return all
}

func match(words []string, prefix string) []string {
	return slices.DeleteFunc(slices.Clone(words), func(w string) bool { return !strings.HasPrefix(w, prefix) || w == "" })
}
