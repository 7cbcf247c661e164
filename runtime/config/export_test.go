package config

// Parse gives tests the assignments of a file's text: section, option, value.
func Parse(text string) ([][3]string, error) {
	settings, err := parse("test.conf", []byte(text))
	if err != nil {
		return nil, err
	}
	assignments := [][3]string{}
	for _, s := range settings {
		assignments = append(assignments, [3]string{s.group, s.name, s.text})
	}
	return assignments, nil
}
