package wire

import (
	"strings"
	"time"
)

const (
	valueLayout  = "2006-01-02T15:04:05.000000" // a datetime in a value: always six decimals, no zone
	objectLayout = "2006-01-02T15:04:05Z"       // a datetime in a versioned object: whole seconds, in UTC
	stampLayout  = "2006-01-02 15:04:05"        // a notification's timestamp, without its fraction
)

// appendTime appends the text of at in UTC, quoted. It reports false for
// a year that Python does not know.
func appendTime(dst []byte, at *time.Time, layout string) ([]byte, bool) {
	t := at.UTC()
	if t.Year() < 1 || t.Year() > 9999 {
		return dst, false
	}
	dst = append(dst, '"')
	dst = t.AppendFormat(dst, layout)
	return append(dst, '"'), true
}

// appendStamp appends the text of a notification's timestamp: str(datetime), which has no fraction when the
// microseconds are 0.
func appendStamp(dst []byte, t time.Time) []byte {
	t = t.UTC()
	layout := stampLayout
	if t.Nanosecond() >= 1000 {
		layout += ".000000"
	}
	return t.AppendFormat(dst, layout)
}

// parseTime reads the layouts in which services send a time: a date alone, or a
// date and a time with T or a space between them, with or without a fraction.
// The zone is Z, an offset or none, which means UTC. The result is in UTC.
func parseTime(text string) (time.Time, bool) {
	layout := time.DateOnly
	if len(text) > len(layout) {
		separator := text[len(layout)]
		if separator != 'T' && separator != ' ' {
			return time.Time{}, false
		}
		layout += string(separator) + time.TimeOnly
	}
	if len(text) > len(layout) {
		layout += zoneLayout(text[len(layout):])
	}
	t, err := time.Parse(layout, text)
	return t.UTC(), err == nil
}

// zoneLayout returns the layout of the zone at the end of a time. tail is the
// text after the seconds.
func zoneLayout(tail string) string {
	zone := strings.TrimLeft(tail, ".0123456789")
	space := ""
	if strings.HasPrefix(zone, " ") {
		zone, space = zone[1:], " "
	}
	switch {
	case zone == "":
		return ""
	case len(zone) == len("+00:00"):
		return space + "Z07:00"
	case len(zone) == len("+00"):
		return space + "Z07"
	default:
		return space + "Z0700"
	}
}
