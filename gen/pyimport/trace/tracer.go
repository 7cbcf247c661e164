// Package trace follows the methods of a Python client class to the messages
// that they send. It runs no Python. It evaluates syntax on every path that
// open conditions leave, at each version cap that makes a difference.
//
// Read its files in this order: value, tracer, class, run, stmt, expr, scope,
// call, invoke, client. The files order and text help them.
package trace

import (
	"strings"

	"github.com/oslogen/oslogen/gen/pyimport/pyast"
)

// Tracer follows classes of one tree. It is not safe for concurrent use.
type Tracer struct {
	tree       *pyast.Tree
	orders     map[*pyast.Class][]*pyast.Class
	constants  map[*pyast.Node]Value
	properties map[*pyast.Func]Value
	relevance  map[*pyast.Func]bool
	resolving  map[string]bool // dotted names being looked up
}

// New returns a tracer for the modules of a tree.
func New(tree *pyast.Tree) *Tracer {
	return &Tracer{
		tree, map[*pyast.Class][]*pyast.Class{}, map[*pyast.Node]Value{}, map[*pyast.Func]Value{}, map[*pyast.Func]bool{}, map[string]bool{},
	}
}

// libraries are packages whose functions are known or do not matter here.
var libraries = map[string]bool{
	"oslo_messaging": true, "oslo_config": true, "oslo_log": true, "oslo_utils": true, "oslo_serialization": true,
	"oslo_concurrency": true, "oslo_service": true, "oslo_versionedobjects": true, "osprofiler": true, "eventlet": true,
	"logging": true, "time": true, "datetime": true, "random": true, "functools": true, "collections": true,
	"copy": true, "os": true, "sys": true, "re": true, "json": true, "itertools": true,
}

// sending are the names of functions that send, prepare or ask for a version.
var sending = map[string]bool{"prepare": true, "call": true, "cast": true, "can_send_version": true, "fanout_cast": true, "Target": true}

// relevant reports whether a function prepares, sends or asks for a version,
// itself or through a function of its class or module.
func (t *Tracer) relevant(fn *pyast.Func) bool {
	if v, ok := t.relevance[fn]; ok {
		return v
	}
	t.relevance[fn] = false
	found := false
	for _, n := range t.tree.Body(fn) {
		pyast.Walk(n, func(n *pyast.Node) {
			found = found || n.Kind == "Call" && t.callMatters(fn, n.X) || n.Kind == "Attribute" && sending[n.Name]
		})
	}
	t.relevance[fn] = found
	return found
}

func (t *Tracer) callMatters(fn *pyast.Func, callee *pyast.Node) bool {
	if callee == nil {
		return false
	}
	name := callee.Name
	if sending[name] || strings.HasSuffix(strings.ToLower(name), "client") {
		return true
	}
	switch {
	case callee.Kind == "Name":
		other := fn.Module.Func(name)
		return other != nil && t.relevant(other)
	case callee.Kind == "Attribute" && fn.Class != nil && isSelf(fn, callee.X):
		for _, k := range t.Order(fn.Class) {
			if other := k.Func(name); other != nil && other != fn && t.relevant(other) {
				return true
			}
		}
	}
	return false
}

// isSelf reports whether an expression is self or super().
func isSelf(fn *pyast.Func, n *pyast.Node) bool {
	if n.Kind == "Call" {
		return n.X.Name == "super"
	}
	return n.Kind == "Name" && len(fn.Params) > 0 && n.Name == fn.Params[0].Name
}

// Sends reports whether one of the class's own functions calls or casts.
func (t *Tracer) Sends(c *pyast.Class) bool {
	found := false
	for _, fn := range c.Functions {
		for _, n := range t.tree.Body(fn) {
			pyast.Walk(n, func(n *pyast.Node) {
				found = found || n.Kind == "Attribute" && (n.Name == "call" || n.Name == "cast" || n.Name == "prepare")
			})
		}
	}
	return found
}

// small reports whether a function is short enough to follow it always.
func (t *Tracer) small(fn *pyast.Func) bool {
	count := 0
	for _, n := range t.tree.Body(fn) {
		pyast.Walk(n, func(n *pyast.Node) {
			switch n.Kind {
			case "Return", "Assign", "If", "For", "While", "Try", "With", "Raise", "AugAssign":
				count++
			}
		})
	}
	return count <= 7
}
