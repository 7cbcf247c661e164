package gen

import (
	"bytes"
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
)

// printImports writes the import declaration, the standard library first.
func printImports(b *bytes.Buffer, im *imports) {
	var std, other []string
	for _, p := range slices.Sorted(maps.Keys(im.names)) {
		line := "\t" + strconv.Quote(p) + "\n"
		if im.names[p] != path.Base(p) || im.names[p] != im.clause[p] {
			line = "\t" + im.names[p] + " " + strconv.Quote(p) + "\n"
		}
		if first, _, _ := strings.Cut(p, "/"); strings.Contains(first, ".") {
			other = append(other, line)
		} else {
			std = append(std, line)
		}
	}
	fmt.Fprintf(b, "import (\n%s\n%s)\n", strings.Join(std, ""), strings.Join(other, ""))
}
