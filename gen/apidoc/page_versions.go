package apidoc

import (
	"fmt"
	"strings"

	"github.com/oslogen/oslogen/internal/ladder"
)

type (
	version = ladder.Version
	release = ladder.Release
)

// manyItems is how many names of the first version a page lists.
const manyItems = 12

// versions is the section of the history. It is empty if there is one version only.
func (i *Interface) versions() string {
	if i.RPC == nil {
		return ""
	}
	steps := i.RPC.History.Steps()
	if len(steps) < 2 {
		return ""
	}
	var rows [][]string
	for n, s := range steps {
		came := items(s.Came)
		if n == 0 && len(s.Came) > manyItems {
			came = fmt.Sprintf("the %d methods without a version of their own", methodsOf(s.Came))
		}
		rows = append(rows, []string{s.Version.String(), cell(strings.Join(s.Releases, ", ")), cell(came), cell(items(s.Changed)), cell(items(s.Left))})
	}
	return "## Versions\n\nA client names the lowest version that has the method and the arguments that it sends.\n\n" +
		table([]string{"version", "release", "came", "changed", "left"}, rows)
}

// methodsOf counts the items that are methods.
func methodsOf(list []ladder.Item) (n int) {
	for _, one := range list {
		if one.Arg == "" {
			n++
		}
	}
	return n
}

// items are the names of methods and arguments.
func items(list []ladder.Item) string {
	return joined(list, func(one ladder.Item) string { return itemText(one, code) })
}

// itemText is an item with its former name or type. name writes a name.
func itemText(one ladder.Item, name func(string) string) string {
	text := one.Method
	if one.Arg != "" {
		text += "(" + one.Arg + ")"
	}
	text = name(text)
	if one.Was != "" {
		text += " was " + name(one.Was)
	}
	if one.Retyped {
		text += " of another type"
	}
	return text
}

// plainItem is an item without marks.
func plainItem(one ladder.Item) string { return itemText(one, func(s string) string { return s }) }
