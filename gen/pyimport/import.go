// Package pyimport reads OpenStack's Python RPC APIs and writes them as annotated
// Go interfaces. It also reports where the Python contradicts itself.
//
// A file goes through these stages: pyast reads the syntax, trace follows the
// methods to the messages that they send, collect groups the messages, lifetime and
// history date them, methods and args make the model, rules look for
// contradictions, and emit writes Go.
package pyimport

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/pyimport/pyast"
	"github.com/oslogen/oslogen/gen/pyimport/trace"
)

// Import reads the classes of a configuration.
func Import(cfg Config) (*Result, error) {
	python, err := pyast.Start()
	if err != nil {
		return nil, err
	}
	defer func() { _ = python.Close() }()
	im := newImporter(cfg, python)
	if err := im.run(); err != nil {
		return nil, err
	}
	if cfg.Older != "" {
		if err := addOlder(im.result, cfg); err != nil {
			return nil, fmt.Errorf("the older release: %w", err)
		}
	}
	return im.result, nil
}

func (im *importer) run() error {
	var err error
	if im.decisions, err = readDecisions(im.cfg.Decisions); err != nil {
		return err
	}
	if err := im.readManagers(); err != nil {
		return err
	}
	for _, source := range im.cfg.Clients {
		if err := im.client(source); err != nil {
			return err
		}
	}
	if err := im.objects(); err != nil {
		return err
	}
	if len(im.result.Interfaces)+len(im.result.Objects)+len(im.result.Notifications) == 0 {
		return im.nothing()
	}
	im.finish()
	if im.cfg.old {
		return nil
	}
	return im.decisions.unused(im.result)
}

// finish makes names unique, looks for contradictions and writes the file.
func (im *importer) finish() {
	if im.result.Package == "" {
		file, _ := splitSource(slices.Concat(im.cfg.Clients, im.cfg.Objects)[0])
		im.result.Package = packageName(filepath.Base(filepath.Dir(file)))
	}
	taken := names{}
	for _, o := range im.result.Objects {
		taken.take(o.Name) // fields name it: it keeps its name
	}
	im.result.Structs = im.hints.structs.list
	for _, s := range im.result.Structs {
		taken[s.Name] = true // annotations name it
	}
	for _, n := range im.result.Notifications {
		n.Name = taken.take(n.Name)
	}
	for _, i := range im.result.Interfaces {
		i.Name = taken.take(i.Name)
	}
	im.relative()
	im.result.Source = emit(im.result)
}

func (im *importer) nothing() error {
	reasons := make([]string, len(im.result.Skipped))
	for n, s := range im.result.Skipped {
		reasons[n] = "\n\t" + s.Pos.String() + ": " + s.Text
	}
	return errors.New("no class that sends RPCs, and no versioned object, in " + strings.Join(slices.Concat(im.cfg.Clients, im.cfg.Objects), " ") + strings.Join(reasons, ""))
}

func (im *importer) readManagers() error {
	var classes []*pyast.Class
	for _, source := range im.cfg.Managers {
		m, class, err := im.open(source)
		if err != nil {
			return err
		}
		for _, c := range m.Classes {
			if class == "" && isManager(c) || c.Name == class {
				classes = append(classes, c)
			}
		}
	}
	if len(im.cfg.Managers) > 0 {
		im.server = readServer(im.tracer, classes)
	}
	return nil
}

// isManager tells a receiving class by the parameters of its methods.
func isManager(c *pyast.Class) bool {
	for _, fn := range c.Functions {
		if isEndpoint(fn) && len(fn.Params) > 1 && trace.IsContext(fn.Params[1].Name) {
			return true
		}
	}
	return false
}

// open reads the file of a source and checks that it has the class.
func (im *importer) open(source string) (*pyast.Module, string, error) {
	file, class := splitSource(source)
	m, err := im.tree.Open(file)
	if err != nil {
		return nil, "", err
	}
	if class != "" && m.Class(class) == nil {
		return nil, "", fmt.Errorf("%s has no class %s", file, class)
	}
	return m, class, nil
}

// client imports the classes of one source.
func (im *importer) client(source string) error {
	m, class, err := im.open(source)
	if err != nil {
		return err
	}
	for _, c := range m.Classes {
		if class != "" && c.Name != class || class == "" && !im.tracer.Sends(c) {
			continue
		}
		im.class(c, class != "")
	}
	return nil
}

// class imports one class. A class that the configuration does not name must
// make a client of its own and send messages.
func (im *importer) class(c *pyast.Class, named bool) {
	o := im.tracer.Object(c)
	sent := collect(im.tracer, o)
	im.decisions.send(dottedName(c), sent)
	pos := Pos{c.Module.File, c.Line}
	if len(sent.seen) == 0 {
		im.result.Skipped = append(im.result.Skipped, Todo{pos, c.Name + " sends nothing that could be followed"})
		return
	}
	if !named && !hasTarget(sent) {
		im.result.Skipped = append(im.result.Skipped, Todo{pos, c.Name + " sends through a client that another class makes: import that one, or name this one"})
		return
	}
	b := &builder{iface: &Interface{}, dest: &destination{im.look, c}, history: readHistory(c), server: im.server, hints: im.hints}
	b.describe(im.tracer, o, sent)
	b.methods(sent)
	for _, s := range sent.open() {
		b.iface.todo(s.place(), "%s sends a method whose name is %s", s.python, s.WireText)
	}
	if len(b.iface.Methods) == 0 {
		im.result.Skipped = append(im.result.Skipped, Todo{pos, c.Name + " sends methods whose names only its callers know"})
		return
	}
	b.errors()
	im.decisions.settle(b.iface)
	im.result.Findings = append(im.result.Findings, b.contradictions(im.tracer, o, sent)...)
	im.result.Interfaces = append(im.result.Interfaces, b.iface)
}

// hasTarget reports whether a message goes through a client whose construction
// was found.
func hasTarget(c *collection) bool {
	return slices.ContainsFunc(c.seen, func(s seen) bool { return s.Target[trace.Unmade] == nil })
}

// errors adds the exceptions that the manager expects.
func (b *builder) errors() {
	if b.server == nil {
		return
	}
	taken := map[string]bool{}
	variables := names{}
	for _, m := range b.iface.Methods {
		e := b.server.endpoints[m.Wire]
		if e == nil {
			continue
		}
		for _, x := range e.errors {
			if !taken[x.Class] {
				taken[x.Class] = true
				x.Name = variables.take(x.Name)
				b.iface.Errors = append(b.iface.Errors, x)
			}
		}
	}
}
