package build

import (
	"strings"

	"github.com/oslogen/oslogen/gen/internal/directive"
	"github.com/oslogen/oslogen/gen/internal/model"
	"github.com/oslogen/oslogen/gen/internal/report"
)

// readReleases reads oslo:release. The interface has to serve each of its versions.
func readReleases(report *report.Reporter, t *model.RPCTarget, d *directive.Directive) {
	if d == nil {
		return
	}
	seen := map[string]bool{}
	for _, arg := range d.Args {
		name, v, ok := strings.Cut(arg.Text, "=")
		if !ok || arg.Wrong {
			continue
		}
		top := model.SameMajor(t.Tops(), v)
		switch {
		case seen[name]:
			report.Errorf(arg.Pos, "release %s is given twice", name)
		case top == "":
			report.Errorf(arg.Pos, "release %s: the interface serves no version %s; it serves %s", name, model.Major(v), strings.Join(t.Tops(), ", "))
		case model.Newer(v, top):
			report.Errorf(arg.Pos, "release %s: version %s does not exist yet; the interface has %s", name, v, top)
		}
		seen[name] = true
		t.Releases = append(t.Releases, model.NamedText{Name: name, Text: v})
	}
}
