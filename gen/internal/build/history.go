package build

import (
	"go/token"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/internal/directive"
	"github.com/oslogen/oslogen/gen/internal/model"
	"github.com/oslogen/oslogen/gen/internal/report"
)

// historyReader reads since=, until=, was= and renamed= of a method or an
// argument.
type historyReader struct {
	report *report.Reporter
	rpc    *model.RPCTarget
	broken bool // the interface's version is wrong, which is reported
}

func (r historyReader) read(d *directive.Directive) model.History {
	h := model.History{Since: d.Text("since"), Until: d.Text("until"), Was: d.Text("was"), Renamed: d.Text("renamed")}
	if r.broken || slices.ContainsFunc([]string{"since", "until", "renamed"}, d.Wrong) {
		return model.History{} // reported
	}
	mistakes := r.report.Count()
	r.checkSince(d, h)
	r.checkEnd(d, h)
	if r.report.Count() > mistakes {
		return model.History{}
	}
	return h
}

func (r historyReader) checkSince(d *directive.Directive, h model.History) {
	tops := r.rpc.Tops()
	switch top := model.SameMajor(tops, h.Since); {
	case h.Since == "":
	case top == "":
		r.report.Errorf(d.Values["since"].Pos, "since %q: the interface serves no version %s; it serves %s", h.Since, model.Major(h.Since), strings.Join(tops, ", "))
	case model.Newer(h.Since, top):
		r.report.Errorf(d.Values["since"].Pos, "since %q: newer than version %s of the interface", h.Since, top)
	}
}

func (r historyReader) checkEnd(d *directive.Directive, h model.History) {
	at := func(key string) token.Pos { return d.Values[key].Pos }
	switch current := r.rpc.Version; {
	case h.Until != "" && h.Since != "" && model.Newer(h.Since, h.Until):
		r.report.Errorf(at("until"), "until %q: older than since %s", h.Until, h.Since)
	case h.Was != "" && h.Renamed == "":
		r.report.Errorf(at("was"), "was %q needs renamed=, the first version with the new name", h.Was)
	case h.Renamed != "" && h.Was == "":
		r.report.Errorf(at("renamed"), "renamed %q needs was=, the name before it", h.Renamed)
	case h.Renamed != "" && model.Newer(h.Renamed, current):
		r.report.Errorf(at("renamed"), "renamed %q: newer than version %s of the interface", h.Renamed, current)
	}
}
