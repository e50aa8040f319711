#include "mangled_name.h"

#include <cctype>

// Types in types, as deep as no compiler ever wrote them; nor did it write names
// as long.
static const int deepest = 64;
static const size_t longest_name = 4096;


namespace {

// Reads over the encoding of types. Each function returns whether what it reads
// was there; after a failure the position has no meaning.
class type_reader {
public:
	explicit type_reader(const std::string& text, size_t position)
		:
		fText(text),
		fAt(position)
	{
	}

	bool is_at_end() const { return fAt == fText.size(); }
	size_t position() const { return fAt; }
	std::vector<std::string>& classes() { return fClasses; }

	bool
	read(char c)
	{
		if (next() != c || is_at_end())
			return false;
		fAt++;
		return true;
	}

	// One class: 7BLooper, Q28BPrivate6Window, t4List1Zi.
	bool
	read_class(std::vector<std::string>& scope)
	{
		depth_guard guard(*this);
		if (fDepth > deepest)
			return false;
		if (isdigit(next())) {
			std::string name;
			if (!read_name(name))
				return false;
			scope.push_back(name);
			return true;
		}
		if (next() == 't') {
			std::string name;
			if (!read_template(name))
				return false;
			scope.push_back(name);
			return true;
		}
		if (next() != 'Q')
			return false;
		fAt++;
		size_t parts;
		if (!read_count(parts) || parts == 0)
			return false;
		while (parts-- > 0) {
			if (next() == 'Q' || !read_class(scope))
				return false;
		}
		return true;
	}

	// Up to the end of the text, or the '_' that ends a function's arguments.
	bool
	read_types()
	{
		while (!is_at_end() && next() != '_') {
			if (next() == 'N') {
				// As often as said, the type of that number.
				fAt++;
				size_t times, which;
				if (!read_count(times) || !read_count(which))
					return false;
			} else if (!read_type())
				return false;
		}
		return true;
	}

	bool
	read_type()
	{
		depth_guard guard(*this);
		if (fDepth > deepest)
			return false;
		char c = next();
		switch (c) {
			case 'P': case 'R': case 'C': case 'V': case 'U': case 'S':
			case 'u': case 'G': case 'J':
				fAt++;
				return !is_at_end() && read_type();
			case 'A': {
				// A9_c: an array
				fAt++;
				while (isdigit(next()))
					fAt++;
				return read('_') && read_type();
			}
			case 'F':
				fAt++;
				return read_types() && read('_') && read_type();
			case 'M': case 'O': {
				// A pointer to a member, of function type or of another.
				fAt++;
				std::vector<std::string> scope;
				if (!read_class(scope))
					return false;
				if (c == 'O')
					return read('_') && read_type();
				while (next() == 'C' || next() == 'V')
					fAt++;
				return read_type();
			}
			case 'T': {
				fAt++;
				size_t which;
				return read_count(which);
			}
			case 'X': {
				// An argument of a function template, at two numbers.
				fAt++;
				size_t number;
				return read_count(number) && read_count(number);
			}
			case 'v': case 'i': case 'c': case 's': case 'l': case 'x':
			case 'b': case 'w': case 'f': case 'd': case 'r': case 'e':
				fAt++;
				return true;
			default: {
				std::vector<std::string> scope;
				if (!read_class(scope))
					return false;
				fClasses.push_back(scope.back());
				return true;
			}
		}
	}

	// The arguments of a template: how many, then each.
	bool
	read_template_arguments()
	{
		size_t count;
		if (!read_count(count) || count == 0)
			return false;
		while (count-- > 0) {
			if (next() == 'Z') {
				fAt++;
				// Template arguments are not arguments of the function.
				size_t known = fClasses.size();
				if (!read_type())
					return false;
				fClasses.resize(known);
			} else if (!read_value())
				return false;
		}
		return true;
	}

private:
	class depth_guard {
	public:
		explicit depth_guard(type_reader& reader) : fReader(reader)
			{ fReader.fDepth++; }
		~depth_guard() { fReader.fDepth--; }

	private:
		type_reader&	fReader;
	};

	char
	next() const
	{
		return fAt < fText.size() ? fText[fAt] : '\0';
	}

	// One digit, or several between underscores, or several before one.
	bool
	read_count(size_t& count)
	{
		count = 0;
		bool in_underscores = next() == '_';
		if (in_underscores)
			fAt++;
		size_t begin = fAt;
		while (isdigit(next()) && fAt - begin < 4)
			count = count * 10 + (fText[fAt++] - '0');
		if (fAt == begin)
			return false;
		if (next() == '_' && (in_underscores || fAt - begin > 1))
			fAt++;
		else if (in_underscores)
			return false;
		else {
			// Only the first digit is the count.
			count = fText[begin] - '0';
			fAt = begin + 1;
		}
		return true;
	}

	// A length and as many characters.
	bool
	read_name(std::string& name)
	{
		size_t length = 0;
		size_t begin = fAt;
		while (isdigit(next()) && fAt - begin < 5)
			length = length * 10 + (fText[fAt++] - '0');
		if (length == 0 || length > fText.size() - fAt)
			return false;
		name = fText.substr(fAt, length);
		fAt += length;
		return true;
	}

	bool
	read_template(std::string& name)
	{
		return read('t') && read_name(name) && read_template_arguments();
	}

	// The value of a template argument, after its type.
	bool
	read_value()
	{
		bool is_pointer = next() == 'P' || next() == 'R';
		bool is_bool = next() == 'b';
		size_t known = fClasses.size();
		if (!read_type())
			return false;
		fClasses.resize(known);
		if (is_pointer) {
			std::string symbol;
			return read_name(symbol);
		}
		if (is_bool)
			return read('0') || read('1');
		bool in_underscores = read('_');
		read('m');
		if (!isdigit(next()))
			return false;
		while (isdigit(next()))
			fAt++;
		return !in_underscores || read('_');
	}

private:
	const std::string&	fText;
	size_t				fAt;
	int					fDepth = 0;
	std::vector<std::string>	fClasses;
};

}	// namespace


// A class that the whole rest of the symbol is, or is up to the separator.
static bool
read_scope(const std::string& symbol, size_t begin, const std::string& separators,
	mangled_name& result, size_t* end = nullptr)
{
	type_reader reader(symbol, begin);
	std::vector<std::string> scope;
	if (!reader.read_class(scope))
		return false;
	size_t at = reader.position();
	if (!reader.is_at_end() && separators.find(symbol[at]) == std::string::npos)
		return false;
	if (reader.is_at_end() && end != nullptr)
		return false;
	if (end != nullptr)
		*end = at;
	result.scope = scope;
	return true;
}


// What follows the "__" of a function's name.
static bool
read_signature(const std::string& symbol, size_t begin, mangled_name& result)
{
	type_reader reader(symbol, begin);
	std::vector<std::string> scope;
	if (reader.read('F')) {
		if (!reader.read_types() || !reader.is_at_end())
			return false;
		result.kind = mangled_name::function;
	} else if (reader.read('H')) {
		// A function template: its arguments, the function's, the result's.
		if (!reader.read_template_arguments() || !reader.read('_')
			|| !reader.read_types() || !reader.read('_') || !reader.read_type()
			|| !reader.is_at_end()) {
			return false;
		}
		result.kind = mangled_name::function;
	} else {
		reader.read('C');
		if (!reader.read_class(scope) || !reader.read_types()
			|| !reader.is_at_end()) {
			return false;
		}
		result.kind = mangled_name::member;
	}
	result.scope = scope;
	result.argument_classes = reader.classes();
	return true;
}


static bool
has_prefix(const std::string& text, const std::string& prefix)
{
	return text.compare(0, prefix.size(), prefix) == 0;
}


static bool
read_table_or_type(const std::string& symbol, mangled_name& result)
{
	// _vt.7BLooper, _vt.7BWindow.8BHandler for the table of a base.
	for (const char* prefix : {"_vt.", "_vt$", "__vt_"}) {
		if (has_prefix(symbol, prefix)
			&& read_scope(symbol, std::string(prefix).size(), ".$", result)) {
			result.kind = mangled_name::virtual_table;
			result.name = "_vt";
			return true;
		}
	}
	for (const char* prefix : {"__ti", "__tf"}) {
		if (!has_prefix(symbol, prefix))
			continue;
		type_reader reader(symbol, 4);
		if (!reader.read_type() || !reader.is_at_end())
			continue;
		result.kind = symbol[3] == 'i' ? mangled_name::type_information
			: mangled_name::type_function;
		result.name = prefix;
		read_scope(symbol, 4, "", result);
		return true;
	}
	return false;
}


mangled_name
read_mangled_name(const std::string& symbol)
{
	mangled_name result;
	if (symbol.size() > longest_name || read_table_or_type(symbol, result))
		return result;
	for (const char* prefix : {"_$_", "_._"}) {
		if (has_prefix(symbol, prefix) && read_scope(symbol, 3, "", result)) {
			result.kind = mangled_name::member;
			result.name = "~" + result.scope.back();
			return result;
		}
	}
	if (has_prefix(symbol, "__thunk_")) {
		size_t at = symbol.find('_', 8);
		if (at != std::string::npos)
			return read_mangled_name(symbol.substr(at + 1));
	}
	// _7BLooper$fList
	size_t end;
	if (has_prefix(symbol, "_") && read_scope(symbol, 1, ".$", result, &end)) {
		result.kind = mangled_name::static_member;
		result.name = symbol.substr(end + 1);
		return result;
	}
	// A name may have "__" in it, and end with '_'.
	for (size_t at = symbol.find("__"); at != std::string::npos;
			at = symbol.find("__", at + 1)) {
		mangled_name found;
		if (!read_signature(symbol, at + 2, found))
			continue;
		found.name = symbol.substr(0, at);
		if (found.name.empty()) {
			if (found.kind != mangled_name::member)
				continue;
			found.name = found.scope.back();
		}
		return found;
	}
	return mangled_name();
}
