package emit

import (
	"bytes"
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/oslogen/oslogen/gen/internal/model"
)

// printImports writes the import declaration, the standard library first.
func printImports(b *bytes.Buffer, im *model.Imports) {
	var std, other []string
	for _, p := range slices.Sorted(maps.Keys(im.Names)) {
		line := "\t" + strconv.Quote(p) + "\n"
		if im.Names[p] != path.Base(p) || im.Names[p] != im.Clause[p] {
			line = "\t" + im.Names[p] + " " + strconv.Quote(p) + "\n"
		}
		if first, _, _ := strings.Cut(p, "/"); strings.Contains(first, ".") {
			other = append(other, line)
		} else {
			std = append(std, line)
		}
	}
	fmt.Fprintf(b, "import (\n%s\n%s)\n", strings.Join(std, ""), strings.Join(other, ""))
}
