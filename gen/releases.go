package gen

import "strings"

// readReleases reads oslo:release. The interface has to serve each of its versions.
func readReleases(report *reporter, t *rpcTarget, d *directive) {
	if d == nil {
		return
	}
	seen := map[string]bool{}
	for _, arg := range d.args {
		name, v, ok := strings.Cut(arg.text, "=")
		if !ok || arg.wrong {
			continue
		}
		top := sameMajor(t.tops(), v)
		switch {
		case seen[name]:
			report.errorf(arg.pos, "release %s is given twice", name)
		case top == "":
			report.errorf(arg.pos, "release %s: the interface serves no version %s; it serves %s", name, major(v), strings.Join(t.tops(), ", "))
		case newer(v, top):
			report.errorf(arg.pos, "release %s: version %s does not exist yet; the interface has %s", name, v, top)
		}
		seen[name] = true
		t.releases = append(t.releases, namedText{name, v})
	}
}
