package breaking

import (
	"path"
	"strings"
)

// Silence takes away the findings that an oslo:allow of the newer state silences. Each
// silences one finding of its code on the declaration below it. One above a package
// clause silences an interface of the package, or of one below it, that is gone. Unused are those that
// silence nothing and are not in the earlier state: a line that is there already has done
// its work.
func Silence(now, old *State, list []Finding) (left []Finding, unused []Allow) {
	silenced := make([]bool, len(list))
	for _, a := range now.Allows {
		if n := a.pick(list, silenced); n >= 0 {
			silenced[n] = true
		} else if !old.allows(a) {
			unused = append(unused, a)
		}
	}
	for n, f := range list {
		if !silenced[n] {
			left = append(left, f)
		}
	}
	return left, unused
}

// pick is the first finding that an allow silences, -1 for none.
func (a Allow) pick(list []Finding, silenced []bool) int {
	for n, f := range list {
		if !silenced[n] && f.Code == a.Code && a.covers(f) {
			return n
		}
	}
	return -1
}

func (a Allow) covers(f Finding) bool {
	if f.Code == "interface-removed" {
		return a.Package && below(path.Dir(a.Pos.File), path.Dir(f.Pos.File))
	}
	return a.Pos.File == f.Pos.File && a.Pos.Item == f.Pos.Item
}

// below reports whether a directory is another one or below it.
func below(dir, sub string) bool {
	return dir == "." || dir == sub || strings.HasPrefix(sub, dir+"/")
}

// allows reports whether the state has an oslo:allow of the same words.
func (s *State) allows(a Allow) bool {
	for _, o := range s.Allows {
		if o.Code == a.Code && o.Reason == a.Reason {
			return true
		}
	}
	return false
}
