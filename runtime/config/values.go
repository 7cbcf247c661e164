package config

import "slices"

// values holds the settings of every source, before substitution.
type values struct {
	overrides map[key]setting
	lookupEnv func(name string) (string, bool)
	files     []map[key][]setting // in the order of reading
	defaults  map[key]setting
}

func (v *values) addFile(settings []setting) {
	file := map[key][]setting{}
	for _, s := range settings {
		file[s.key] = append(file[s.key], s)
	}
	v.files = append(v.files, file)
}

// find returns the settings of an option by precedence. That is one or none,
// and for a multi-valued option all settings of the files.
func (v *values) find(multi bool, names ...key) []setting {
	if s, ok := v.overrides[names[0]]; ok {
		return []setting{s}
	}
	if text, ok := v.lookupEnv(names[0].environment()); ok {
		return []setting{{names[0], text, position{file: "environment variable " + names[0].environment()}}}
	}
	found := v.inFiles(names)
	if multi && len(found) > 0 {
		return found
	}
	if len(found) > 0 {
		return found[len(found)-1:]
	}
	if s, ok := v.defaults[names[0]]; ok {
		return []setting{s}
	}
	return nil
}

// inFiles returns all settings of the files. The winning one comes last: a
// later file wins, then the present name over deprecated ones, then the later
// line.
func (v *values) inFiles(names []key) []setting {
	var found []setting
	for _, file := range v.files {
		for _, name := range slices.Backward(names) {
			found = append(found, file[name]...)
		}
	}
	return found
}
