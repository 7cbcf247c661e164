package emit

import (
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/oslogen/oslogen/gen/internal/model"
)

// importDecl returns the import declaration, the standard library first.
func importDecl(im *model.Imports) string {
	var std, other strings.Builder
	for _, p := range slices.Sorted(maps.Keys(im.Names)) {
		line := "\t" + strconv.Quote(p) + "\n"
		if im.Names[p] != path.Base(p) || im.Names[p] != im.Clause[p] {
			line = "\t" + im.Names[p] + " " + strconv.Quote(p) + "\n"
		}
		if first, _, _ := strings.Cut(p, "/"); strings.Contains(first, ".") {
			other.WriteString(line)
		} else {
			std.WriteString(line)
		}
	}
	return "import (\n" + std.String() + "\n" + other.String() + ")\n"
}
