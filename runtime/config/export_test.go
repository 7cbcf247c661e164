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

// LoadText loads one file's text.
func (l Loader) LoadText(text string) (*Config, error) {
	settings, err := parse("test.conf", []byte(text))
	if err != nil {
		return nil, err
	}
	return l.build([][]setting{settings})
}

// RabbitNames lists the options handed to the driver.
func RabbitNames() []string {
	names := make([]string, len(rabbitOptions))
	for i, o := range rabbitOptions {
		names[i] = o.name
	}
	return names
}
