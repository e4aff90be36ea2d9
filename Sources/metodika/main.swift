print("metodika")
