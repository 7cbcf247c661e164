package gen

import (
	"slices"

	"github.com/oslogen/oslogen/gen/breaking"
	"github.com/oslogen/oslogen/gen/internal/edit"
	"github.com/oslogen/oslogen/gen/internal/model"
	"github.com/oslogen/oslogen/internal/ladder"
)

// Bump gives everything new since an earlier state its version: since= for
// methods and arguments, and a higher version= for their interfaces. It writes
// nothing. It returns the files that change, and the findings of the interfaces
// that it leaves alone because a version does not mend them. The arguments are
// those of [Breaking].
func Bump(cfg Config, against string, patterns ...string) (files []File, refused []breaking.Finding, err error) {
	c, err := compare(cfg, against, patterns)
	if err != nil {
		return nil, nil, err
	}
	found, _ := breaking.Silence(c.now, c.old, breaking.Compare(c.old, c.now))
	e := edit.New(c.l)
	for _, group := range byInterface(found) {
		if slices.ContainsFunc(group, func(f breaking.Finding) bool { return !mendable(f) }) {
			refused = append(refused, group...)
			continue
		}
		bump(e, group)
	}
	files, err = e.Files()
	return files, refused, err
}

// byInterface groups findings by their interface, in their order.
func byInterface(found []breaking.Finding) [][]breaking.Finding {
	var groups [][]breaking.Finding
	for _, f := range found {
		at := slices.IndexFunc(groups, func(g []breaking.Finding) bool { return g[0].Is == f.Is && g[0].Was == f.Was })
		if at < 0 {
			at, groups = len(groups), append(groups, nil)
		}
		groups[at] = append(groups[at], f)
	}
	return groups
}

// mendable reports whether a version mends a finding.
func mendable(f breaking.Finding) bool {
	switch f.Code {
	case "method-added":
		return true
	case "argument-added":
		return f.Arg != nil && !f.Arg.Rest && f.Arg.Constant == ""
	case "version-not-raised":
		return !f.Object
	}
	return false
}

// bump edits one interface.
func bump(e *edit.Editor, group []breaking.Finding) {
	in := group[0].Is
	next := nextVersion(group[0].Was, in)
	for _, f := range group {
		switch f.Code {
		case "method-added":
			e.Method(f.Pos, "since", next)
		case "argument-added":
			if f.Arg.Field {
				e.Field(f.Pos, "since", next)
			} else {
				e.Param(f.Pos, "since", next)
			}
		}
	}
	if next != in.Version.Text {
		e.Interface(in.Pos, "version", next)
	}
}

// nextVersion is the first version that is not released: the newer state's, if that is
// above the earlier one's, or else the minor version behind it.
func nextVersion(was, is *breaking.Interface) string {
	old := model.Version(was.Version.Text)
	if old.Below(model.Version(is.Version.Text)) {
		return is.Version.Text
	}
	return ladder.Version{Major: old.Major, Minor: old.Minor + 1}.String()
}
