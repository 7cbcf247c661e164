package gen

import (
	"go/token"
	"strings"
)

// historyReader reads since=, until=, was= and renamed= of a method or an
// argument.
type historyReader struct {
	report *reporter
	rpc    *rpcTarget
	broken bool // the interface's version is wrong, which is reported
}

func (r historyReader) read(d *directive) history {
	h := history{since: d.text("since"), until: d.text("until"), was: d.text("was"), renamed: d.text("renamed")}
	for _, key := range []string{"since", "until", "renamed"} {
		if d.wrong(key) {
			return history{} // reported
		}
	}
	if r.broken {
		return history{}
	}
	mistakes := r.report.count()
	r.checkSince(d, h)
	r.checkEnd(d, h)
	if r.report.count() > mistakes {
		return history{}
	}
	return h
}

func (r historyReader) checkSince(d *directive, h history) {
	tops := r.rpc.tops()
	switch top := sameMajor(tops, h.since); {
	case h.since == "":
	case top == "":
		r.report.errorf(d.values["since"].pos, "since %q: the interface serves no version %s; it serves %s", h.since, major(h.since), strings.Join(tops, ", "))
	case newer(h.since, top):
		r.report.errorf(d.values["since"].pos, "since %q: newer than version %s of the interface", h.since, top)
	}
}

func (r historyReader) checkEnd(d *directive, h history) {
	at := func(key string) token.Pos { return d.values[key].pos }
	switch current := r.rpc.version; {
	case h.until != "" && h.since != "" && newer(h.since, h.until):
		r.report.errorf(at("until"), "until %q: older than since %s", h.until, h.since)
	case h.was != "" && h.renamed == "":
		r.report.errorf(at("was"), "was %q needs renamed=, the first version with the new name", h.was)
	case h.renamed != "" && h.was == "":
		r.report.errorf(at("renamed"), "renamed %q needs was=, the name before it", h.renamed)
	case h.renamed != "" && newer(h.renamed, current):
		r.report.errorf(at("renamed"), "renamed %q: newer than version %s of the interface", h.renamed, current)
	}
}
