package config

import "strings"

// value is an option's value after substitution and conversion.
type value struct {
	items []setting // one, or the items of a list or a multi-valued option
	text  string    // the text for references to the option
}

// resolver turns settings into values.
type resolver struct {
	values
	done     map[key]value // values already looked up for references
	depth    int
	expanded int // bytes
}

// option resolves an option of this package.
func (r *resolver) option(o *option) (value, error) {
	found := r.find(o.kind == multi, o.names()...)
	if found == nil && o.fallback != "" {
		found = []setting{{o.key, o.fallback, position{file: "default"}}}
	}
	var v value
	for _, s := range found {
		items, err := r.items(o, s)
		if err != nil {
			return value{}, s.fail(err)
		}
		v.items = append(v.items, items...)
	}
	texts := make([]string, len(v.items))
	for i, item := range v.items {
		texts[i] = item.text
	}
	v.text = strings.Join(texts, ",")
	return v, nil
}

// items resolves one setting of the option. It returns none for an empty
// setting that means "not set".
func (r *resolver) items(o *option, s setting) ([]setting, error) {
	expanded, err := r.expand(s.text, o.group)
	if err != nil {
		return nil, o.explain(err)
	}
	texts := []string{expanded}
	if o.kind == list {
		texts = splitList(expanded)
	}
	var items []setting
	for _, t := range texts {
		t, err := o.convert(t)
		if err != nil {
			return nil, err
		}
		if t != "" || o.kind == text || o.kind == list {
			items = append(items, setting{s.key, t, s.at})
		}
	}
	return items, nil
}

// lookup resolves any option of any group for a reference. It reports whether
// there is one.
func (r *resolver) lookup(k key) (value, bool, error) {
	if v, ok := r.done[k]; ok {
		return v, true, nil
	}
	if r.depth == maxDepth {
		return value{}, false, errDepth
	}
	r.depth++
	defer func() { r.depth-- }()
	v, ok, err := r.resolve(k)
	if ok && err == nil {
		r.done[k] = v
	}
	return v, ok, err
}

func (r *resolver) resolve(k key) (value, bool, error) {
	if o := known[k]; o != nil {
		v, err := r.option(o)
		// The driver has the defaults of rabbit options.
		return v, len(v.items) > 0 || o.group != groupRabbit, err
	}
	found := r.find(false, k)
	if found == nil {
		return value{}, false, nil
	}
	expanded, err := r.expand(found[0].text, k.group)
	return value{text: expanded}, true, err
}
