package load

import (
	"go/build/constraint"
	"slices"
	"strings"
)

// mostTags limits how many of the user's own tags two constraints may have
// together. Above it meet assumes that both can hold.
const mostTags = 10

// Meet reports whether there is a build in which both constraints hold. An
// empty constraint always holds.
func Meet(a, b string) bool {
	x, errX := constraint.Parse("//go:build " + a)
	y, errY := constraint.Parse("//go:build " + b)
	if a == "" || b == "" || errX != nil || errY != nil {
		return true
	}
	both := &constraint.AndExpr{X: x, Y: y}
	oses, arches, tags := []string{""}, []string{""}, []string{}
	for _, tag := range tagsOf(both) {
		switch {
		case strings.Contains(systems, " "+tag+" "):
			oses = append(oses, tag)
		case strings.Contains(archs, " "+tag+" "):
			arches = append(arches, tag)
		default:
			tags = append(tags, tag)
		}
	}
	if len(tags) > mostTags {
		return true
	}
	for _, os := range oses {
		for _, arch := range arches {
			if holds(both, os, arch, tags) {
				return true
			}
		}
	}
	return false
}

// holds reports whether x is true for a system, an architecture and some choice
// of the tags.
func holds(x constraint.Expr, os, arch string, tags []string) bool {
	for set := range 1 << len(tags) {
		if x.Eval(func(tag string) bool {
			i := slices.Index(tags, tag)
			return tag == os || tag == arch || i >= 0 && set>>i&1 == 1
		}) {
			return true
		}
	}
	return false
}

// tagsOf returns the tags in x, each once.
func tagsOf(x constraint.Expr) []string {
	var tags []string
	x.Eval(func(tag string) bool {
		tags = append(tags, tag)
		return false
	})
	slices.Sort(tags)
	return slices.Compact(tags)
}
