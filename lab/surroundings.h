// Surroundings: what a script can change about the process, and what a repeated one has to find as
// the first one did: the current directory and the environment variables.
//
// Used on the lab's OS thread only.
#pragma once

#include <string>
#include <vector>

namespace gilt::lab {

class Surroundings {
 public:
  // As they are now.
  Surroundings();
  // As they were then. A directory that is gone is left alone.
  void restore() const;

  const std::string& directory() const { return directory_; }

 private:
  std::string directory_;                 // empty: not known
  std::vector<std::string> environment_;  // NAME=value
};

}  // namespace gilt::lab
