# Builds sites with the real Jekyll, and says what became of each source file.
#
# Standard input: one JSON object a line, {"folder": ..., "configs": [...]}. Standard output: one
# JSON object a line for each. Nothing is written but the lines; each site has a process of its own,
# since plugins, once loaded, stay.

require "json"
require "set"
require "jekyll"

Jekyll.logger.log_level = :error
$stderr.reopen(File::NULL)

def shown(text, folder)
  text.to_s.gsub(folder + "/", "").gsub(folder, "")
end

def item(site, one, written)
  # Jekyll never asks for the address of what it does not write, which may be an error.
  return { "written" => false } unless written.include?(one)

  file = one.destination(site.dest).delete_prefix(site.dest + "/")
  record = { "url" => one.url, "file" => file, "written" => true }
  return record if one.is_a?(Jekyll::StaticFile)

  data = one.data
  record.merge(
    "kind" => one.is_a?(Jekyll::Page) ? "page" : "document",
    "categories" => one.is_a?(Jekyll::Page) ? nil : data["categories"],
    "tags" => one.is_a?(Jekyll::Page) ? nil : data["tags"],
    "date" => one.is_a?(Jekyll::Page) ? nil : data["date"]&.strftime("%Y-%m-%dT%H:%M:%S%z"),
    "output" => one.output&.dup&.force_encoding("UTF-8")&.scrub
  )
end

# What each tag or filter gives on a page of its own, or the message with which it stops the build.
def evaluated(site, tags)
  info = { :registers => { :site => site, :page => {} } }
  payload = site.site_payload
  tags.map do |text|
    { "value" => Liquid::Template.parse(text, :error_mode => :warn).render!(payload, info) }
  rescue StandardError => error
    { "error" => error.message }
  end
end

def build(folder, configs, tags)
  ENV["TZ"] = "UTC"
  Dir.chdir(folder)
  options = { "disable_disk_cache" => true, "quiet" => true }
  options["config"] = configs unless configs.empty?
  site = Jekyll::Site.new(Jekyll.configuration(options))
  phase = "read"
  site.read
  phase = "generate"
  site.generate
  phase = "render"
  site.render
  phase = "write"
  # By identity: two documents are equal to Ruby where their dates and paths are.
  written = Set.new.compare_by_identity
  site.each_site_file { |one| written << one }
  all = site.pages + site.static_files + site.documents
  sources = all.uniq.each_with_object({}) do |one, found|
    path = one.is_a?(Jekyll::StaticFile) ? one.path : File.join(site.source, one.relative_path)
    path = one.path if one.is_a?(Jekyll::Document)
    path = path.delete_prefix(site.source + "/")
    (found[path] ||= []) << item(site, one, written) if File.file?(File.join(site.source, path))
  end
  made = site.pages.reject { |one| File.file?(File.join(site.source, one.relative_path)) }
  files = written.map { |one| one.destination(site.dest).delete_prefix(site.dest + "/") }
  { "sources" => sources, "made" => made.map(&:url), "files" => files, "time" => site.time.to_f,
    "base" => site.source.delete_prefix(folder).delete_prefix("/"), "tags" => evaluated(site, tags) }
rescue StandardError, SystemExit => error
  { "error" => shown(error.message, folder), "class" => error.class.name, "phase" => phase,
    "time" => Time.now.to_f }
end

$stdout.sync = true
$stdin.each_line do |line|
  wanted = JSON.parse(line)
  reader, writer = IO.pipe
  child = fork do
    reader.close
    real = IO.for_fd(writer.fileno)
    $stdout.reopen(File::NULL)
    result = build(File.realpath(wanted["folder"]), wanted["configs"] || [], wanted["tags"] || [])
    real.write(JSON.generate(result, :allow_nan => true))
    real.close
    exit!(0)
  end
  writer.close
  answer = reader.read
  Process.wait(child)
  answer = JSON.generate("error" => "the process died", "class" => "", "phase" => "") if answer.empty?
  $stdout.puts(answer)
end
